/** The grants of CreateToken that there are here. */
export const grantTypes = {
  deviceCode: "urn:ietf:params:oauth:grant-type:device_code",
  authorizationCode: "authorization_code",
  refreshToken: "refresh_token",
} as const;

/** The one scope there is: what its person may have here. Without any, a client gets the same, but no refresh token. */
export const accountAccessScope = "sso:account:access";

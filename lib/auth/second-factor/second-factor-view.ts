/** Where a person stands with the portal's second factor; times are ISO 8601. */
export type SecondFactorView = {
  /** `pending`: a secret was shown, but no code of it was given yet. */
  state: "none" | "pending" | "set_up";
  /** Since when it is so; null for `none`. */
  since: string | null;
  /** Until when this sign-in session counts as proved; null when it does not. */
  provedUntil: string | null;
};

/** What an authenticator app needs, shown this once. */
export type SecondFactorSetupView = {
  /** 32 characters of base32 (RFC 4648), to type. */
  secret: string;
  /** The same as a QR code says it, https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
  otpauthUrl: string;
  issuer: string;
  label: string;
};

/** Until when a proof counts, ISO 8601. */
export type SecondFactorProofView = { provedUntil: string };

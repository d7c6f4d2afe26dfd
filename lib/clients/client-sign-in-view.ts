/** A person signed in in an AWS client, as they see it; times are ISO 8601. Its tokens are nowhere. */
export type ClientSignInView = {
  id: string;
  /** As the client named itself when it registered: believed by nobody. */
  clientName: string;
  method: "authorization_code" | "device_code";
  /** Where it signed in. */
  address: string;
  userAgent: string;
  createdAt: string;
  lastUsedAt: string;
  lastUsedAddress: string;
  expiresAt: string;
};

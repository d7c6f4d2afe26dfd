/** The kinds of credential source that an owner makes. `default`, the SDK's own chain, is always there. */
export const sourceKinds = [
  "environment",
  "instance_metadata",
  "container",
  "profile",
  "access_key",
  "role",
  "web_identity",
] as const;
export type SourceKind = (typeof sourceKinds)[number] | "default";

export const defaultSourceId = "default";

export const signingAlgorithms = ["ES256", "RS256"] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** A credential source as owners and auditors see it: never its secret. */
export type CredentialSourceView = {
  /** `default` for the SDK's chain. */
  id: string;
  name: string;
  kind: SourceKind;
  /** Of a profile. */
  profile: string | null;
  /** Of a role: the one whose session assumes the next; null once that has left the catalogue. */
  role: { id: string; arn: string; label: string; accountName: string } | null;
  /** Of an access key: its id's last four characters, and when it was entered. */
  accessKeyLast4: string | null;
  keyChangedAt: string | null;
  mfaSerial: string | null;
  /** Of a web identity: the issuer's address, as it stands in tokens. */
  issuer: string | null;
  audience: string | null;
  algorithm: SigningAlgorithm | null;
  /** How many roles and accounts name it; of the default one, how many are left to it. */
  roles: number;
  accounts: number;
  updatedAt: string | null;
};

/** What GetCallerIdentity said to a test. */
export type SourceTestView = {
  arn: string;
  accountId: string;
  partition: string;
  kind: "user" | "role_session" | "federated_user" | "root";
  temporary: boolean;
  /** Why sessions are capped at one hour, or that they are not. */
  chaining: boolean;
  /** Of a role or a web identity: the role that was assumed to find out. */
  throughRoleArn: string | null;
};

/** A key that signs identity tokens. */
export type SigningKeyView = {
  /** The `kid`. */
  id: string;
  algorithm: SigningAlgorithm;
  state: "next" | "current" | "retired";
  createdAt: string;
  currentSince: string | null;
  retiredAt: string | null;
};

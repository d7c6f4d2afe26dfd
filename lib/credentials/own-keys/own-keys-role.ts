/** What must be known of a role to write it down for people who assume it with keys of their own. No secret. */
export type OwnKeysRole = {
  arn: string;
  /** Twelve digits. */
  accountId: string;
  /** Without path. */
  roleName: string;
  /** What the AWS console shows beside the person's name; any text. */
  displayName: string;
  /** `#rrggbb`, or null for none. */
  color: string | null;
  /** Null leaves the region of the reader's own configuration alone, where there is one. */
  region: string | null;
  externalId: string | null;
  requiresMfa: boolean;
  maxDurationSeconds: number;
  /** A slug as `profileName` makes them. */
  profileName: string;
  sessionName: string;
  partition: {
    /** Where clients are sent that need a region and have none. */
    defaultRegion: string;
    /** Of API endpoints: `sts.<region>.<dnsSuffix>`. */
    dnsSuffix: string;
    /** Where the switch-role page is. */
    signinHost: string;
  };
};

/** What the person tells of their own keys. */
export type OwnKeysChoices = {
  /** The profile that holds them, as in `[profile work]`. `default` is what clients take by themselves. */
  sourceProfile: string;
  /** The MFA device of their IAM user; null when unknown or not needed. */
  mfaSerial: string | null;
  /** Where their CodeCommit repositories are; null for the role's region. */
  codeCommitRegion: string | null;
};

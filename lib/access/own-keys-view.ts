import type { OwnKeysKind } from "#lib/credentials/own-keys/own-keys-kinds.ts";

/** A role for people who assume it with keys of their own: text to paste, none of it secret. */
export type OwnKeysView = {
  /** The kinds that can work for the role, in the order to offer them. */
  blocks: readonly { kind: OwnKeysKind; text: string }[];
  switchRoleUrl: string;
  /** What `--profile` takes after a block was appended to ~/.aws/config. */
  profileName: string;
  requiresMfa: boolean;
};

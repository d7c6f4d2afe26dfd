import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";

/** A role with everything, for tests. */
export const exampleRole: OwnKeysRole = {
  arn: "arn:aws:iam::111122223333:role/team/Admin",
  accountId: "111122223333",
  roleName: "Admin",
  displayName: "Shop · production / Admin",
  color: "#0f6fb8",
  region: "ap-northeast-1",
  externalId: "genkan:shop/2026",
  requiresMfa: true,
  maxDurationSeconds: 7200,
  profileName: "shop-production-admin",
  sessionName: "ueno@example.com",
  partition: {
    defaultRegion: "us-east-1",
    dnsSuffix: "amazonaws.com",
    signinHost: "signin.aws.amazon.com",
  },
};

export const exampleChoices: OwnKeysChoices = {
  sourceProfile: "work",
  mfaSerial: "arn:aws:iam::444455556666:mfa/ueno",
  codeCommitRegion: null,
};

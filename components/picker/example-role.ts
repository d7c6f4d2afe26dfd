import type { PickerRole, PickerUse } from "#lib/access/picker-role.ts";

/** A role for tests; what matters to a test is given. */
export function exampleRole(given: Partial<PickerRole> = {}): PickerRole {
  return {
    id: "role-1",
    arn: "arn:aws:iam::111122223333:role/Admin",
    partition: "aws",
    accountId: "111122223333",
    accountName: "Shop production",
    accountColor: "#cc3333",
    roleName: "Admin",
    label: "Admin",
    note: "",
    color: null,
    region: "ap-northeast-1",
    destination: null,
    tags: [],
    console: exampleUse,
    credentials: exampleUse,
    requiresMfa: false,
    mfaUntil: null,
    requiresSecondFactor: false,
    canBeReadOnly: true,
    bindAddress: false,
    own: false,
    assignmentExpiresAt: null,
    bookmark: null,
    lastUsedAt: null,
    frecency: 0,
    ...given,
  };
}

/** A bookmark for tests. */
export const exampleBookmark = {
  pinned: true,
  alias: null,
  color: null,
  note: null,
  position: 0,
  region: null,
  destination: null,
  durationSeconds: null,
  format: null,
  hidden: false,
  folder: null,
} as const;

/** A use for tests: an hour, no reason wanted. */
export const exampleUse: PickerUse = {
  maxDurationSeconds: 3600,
  durationLimit: "role",
  requiresReason: false,
};

import type { ExportedRole } from "./exported-role.ts";

/** A role to render, for tests: as little as there can be, but for what is given. */
export function exampleExportedRole(given: Partial<ExportedRole> = {}): ExportedRole {
  const accountId = given.accountId ?? "111122223333";
  const roleName = given.roleName ?? "Admin";
  const partition = given.partition ?? "aws";
  return {
    arn: `arn:${partition}:iam::${accountId}:role/${roleName}`,
    partition,
    accountId,
    accountName: "Shop",
    roleName,
    label: "",
    alias: null,
    color: null,
    region: null,
    maxDurationSeconds: 3600,
    externalId: null,
    requiresMfa: false,
    mfaSerial: null,
    note: "",
    tags: {},
    ouPath: null,
    chain: [],
    url: `https://portal.example.com/open/${roleName}`,
    folder: null,
    ...given,
  };
}

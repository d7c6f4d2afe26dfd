import type { TerminalRole } from "./terminal-role.ts";

/** A role for tests, with what they do not tell. */
export function exampleTerminalRole(given: Partial<TerminalRole> = {}): TerminalRole {
  return {
    id: "role-1",
    partition: "aws",
    accountId: "111122223333",
    accountName: "Acme dev",
    roleName: "Admin",
    label: "",
    alias: null,
    folder: null,
    region: null,
    pinned: false,
    asks: [],
    ...given,
  };
}

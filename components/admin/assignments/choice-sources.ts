import { formatAccountId } from "#components/ui/format-account-id.ts";
import type { ChoiceSource } from "./search-choice.tsx";

const text = (value: unknown) => (typeof value === "string" ? value : "");

export const personSource: ChoiceSource = {
  api: "/api/people",
  rows: "people",
  toChoice: (row) => ({
    kind: "person",
    id: text(row["id"]),
    label: text(row["name"]),
    detail: text(row["email"]),
  }),
};

/** @param detail what stands beside a group */
export const groupSource = (detail: string): ChoiceSource => ({
  api: "/api/groups",
  rows: "groups",
  toChoice: (row) => ({ kind: "group", id: text(row["id"]), label: text(row["name"]), detail }),
});

export const roleSource: ChoiceSource = {
  api: "/api/roles",
  rows: "roles",
  toChoice: (row) => ({
    kind: "role",
    id: text(row["id"]),
    label: `${text(row["accountName"])} · ${text(row["label"])}`,
    detail: formatAccountId(text(row["accountId"])),
  }),
};

export const accountSource: ChoiceSource = {
  api: "/api/accounts",
  rows: "accounts",
  toChoice: (row) => ({
    kind: "account",
    id: text(row["id"]),
    label: text(row["name"]),
    detail: formatAccountId(text(row["accountId"])),
  }),
};

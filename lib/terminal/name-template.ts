import type { TerminalRole } from "./terminal-role.ts";

/** What a template may name between braces. */
export const nameVariables = [
  "account",
  "accountId",
  "role",
  "alias",
  "label",
  "partition",
  "folder",
] as const;
export type NameVariable = (typeof nameVariables)[number];

export const defaultNameTemplate = "{account}-{role}";

export type NameTemplate = readonly ({ text: string } | { variable: NameVariable })[];

export type ReadNameTemplate =
  | { ok: true; template: NameTemplate }
  /** `unknown`: the variable that there is none of; null for braces without a partner, or no variable at all. */
  | { ok: false; unknown: string | null };

/** Reads a template of profile names, such as `{account}-{role}`. */
export function readNameTemplate(text: string): ReadNameTemplate {
  const template: ({ text: string } | { variable: NameVariable })[] = [];
  for (const part of text.split(/(\{[^{}]*\})/)) {
    if (part === "") continue;
    if (!/^\{.*\}$/s.test(part)) {
      if (/[{}]/.test(part)) return { ok: false, unknown: null };
      template.push({ text: part });
      continue;
    }
    const name = part.slice(1, -1).trim();
    const variable = nameVariables.find((known) => known === name);
    if (variable === undefined) return { ok: false, unknown: name };
    template.push({ variable });
  }
  // Without one, every role would have the same name.
  return template.some((part) => "variable" in part) ? { ok: true, template } : { ok: false, unknown: null };
}

/** What a variable stands for. An alias that was never given is the account's name, as in the list of roles. */
export function variableOf(role: TerminalRole, variable: NameVariable): string {
  switch (variable) {
    case "account":
      return /[a-z0-9]/i.test(role.accountName) ? role.accountName : role.accountId;
    case "accountId":
      return role.accountId;
    case "role":
      return role.roleName;
    case "alias":
      return role.alias ?? variableOf(role, "account");
    case "label":
      return role.label === "" ? role.roleName : role.label;
    case "partition":
      return role.partition;
    case "folder":
      return role.folder ?? "";
    default:
      return variable satisfies never;
  }
}

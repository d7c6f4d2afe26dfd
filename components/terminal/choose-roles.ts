import { foldText, queryWords } from "#components/picker/fold-text.ts";
import type { TerminalRole } from "#lib/terminal/terminal-role.ts";
import type { TerminalChoices } from "./terminal-choices.ts";

/** The roles that were chosen, in the order given. */
export function chooseRoles(
  roles: readonly TerminalRole[],
  { which, query }: Pick<TerminalChoices, "which" | "query">,
): readonly TerminalRole[] {
  if (which === "pinned") return roles.filter((role) => role.pinned);
  const words = which === "search" ? queryWords(query) : [];
  if (words.length === 0) return roles;
  return roles.filter((role) => {
    const text = foldText(
      [role.alias, role.accountName, role.accountId, role.label, role.roleName, role.folder].join("\n"),
    );
    return words.every((word) => text.includes(word));
  });
}

import type { Translator } from "#components/i18n/translator.ts";
import type { TargetView } from "#lib/targets/target-view.ts";

/** What is assigned, in a line: `Shop · Developer`, or `tag env=dev, roles named Read*`. */
export function targetText(t: Translator, target: TargetView): string {
  if (target.kind === "role") return `${target.role.accountName} · ${target.role.label}`;
  const { account, roleNamePattern, tag } = target;
  const parts = [
    ...(account ? [t("assignments.accountPart", { name: account.name })] : []),
    ...(tag ? [t("assignments.tagPart", { tag: `${tag.key}=${tag.value}` })] : []),
    ...(roleNamePattern === null ? [] : [t("assignments.namePart", { pattern: roleNamePattern })]),
  ];
  return parts.join(t("assignments.partSeparator"));
}

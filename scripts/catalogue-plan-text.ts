import { createTranslator } from "use-intl/core";
import { plainLine, shortened } from "#lib/transfer/plain-line.ts";
import {
  type CataloguePlan,
  type PlanAction,
  type PlanItem,
  reasonMessageKey,
} from "#lib/transfer/plan-view.ts";
import { en } from "#messages/en/index.ts";

const signs = { add: "+", change: "~", adopt: "=", remove: "-", unchanged: " ", refuse: "!" } as const;
const colors = { add: 32, change: 33, adopt: 36, remove: 31, unchanged: 0, refuse: 35 } as const;

/** A plan as text for a terminal: one line a thing that changes, its fields below it. */
export function planText(plan: CataloguePlan, colored: boolean): string {
  const paint = (action: PlanAction, text: string) =>
    colored ? `\u001b[${colors[action]}m${text}\u001b[0m` : text;
  const lines = plan.items
    .filter(({ action }) => action !== "unchanged")
    .flatMap((item) => [
      paint(item.action, `${signs[item.action]} ${item.kind} ${line(item.name)}${placeOf(item)}`),
      ...item.changes.map(({ field, from, to }) => `    ${line(field)}: ${shown(from)} → ${shown(to)}`),
      ...(item.reason === undefined ? [] : [`    ${reasonText(item)}`]),
    ]);
  const { add, change, adopt, remove, unchanged, refuse } = plan.counts;
  const secrets =
    plan.secretsFound > 0
      ? [`Access keys were found in ${plan.secretsFound} entries, which are left out.`]
      : [];
  const counted = [
    `${add} to add`,
    `${change} to change`,
    `${adopt} to adopt`,
    `${remove} to remove`,
    `${unchanged} unchanged`,
    `${refuse} refused`,
  ].join(", ");
  return `${[...lines, ...secrets, `${counted}.`].join("\n")}\n`;
}

function placeOf({ at, drift }: PlanItem): string {
  return `${at === null || at === "" ? "" : ` (${line(at)})`}${drift ? " [drift]" : ""}`;
}

function shown(value: string | null): string {
  return value === null ? "none" : shortened(line(value), 200) || '""';
}

/** Names come from files and from the catalogue: nothing of them steers the terminal. */
function line(text: string): string {
  return plainLine(text);
}

function reasonText({ reason, details }: PlanItem): string {
  if (reason === undefined) return "";
  // Keys are put together from a closed set, all of which has words: a test holds them together.
  const translate = createTranslator({ locale: "en", messages: en, onError: () => undefined }) as (
    key: string,
    values: Readonly<Record<string, string>>,
  ) => string;
  const values = Object.fromEntries(
    Object.entries(details ?? {}).map(([key, value]) => [key, String(value)]),
  );
  return `${reason}: ${line(translate(reasonMessageKey(reason), values))}`;
}

import { durationText } from "#components/i18n/duration-text.ts";
import type { Translator } from "#components/i18n/translator.ts";
import type { SelectOption } from "#components/ui/select-field.tsx";

// What a role's own maximum can be in AWS: whole hours; less is a portal's own choice.
const offered = [900, 1800, ...Array.from({ length: 12 }, (_, index) => (index + 1) * 3600)];

/** Session lengths to choose from, the current one always among them. */
export function durationOptions(t: Translator, current: number | null): SelectOption[] {
  const all =
    current === null || offered.includes(current) ? offered : [...offered, current].sort((a, b) => a - b);
  return all.map((seconds) => ({ value: String(seconds), label: durationText(t, seconds) }));
}

import type { SelectOption } from "#components/ui/select-field.tsx";
import { partitionOf } from "#lib/partitions/partitions.ts";
import { regionLabel, regionsOf } from "#lib/partitions/regions.ts";

/** A partition's regions by city, the current one among them even when it is newer than the table. */
export function regionOptions(partition: string, locale: string, current: string | null): SelectOption[] {
  const known = partitionOf(partition);
  const options = (known === null ? [] : regionsOf(known)).map(({ id }) => ({
    value: id,
    label: `${regionLabel(id, locale)} · ${id}`,
  }));
  if (current !== null && options.every(({ value }) => value !== current))
    options.unshift({ value: current, label: current });
  return options;
}

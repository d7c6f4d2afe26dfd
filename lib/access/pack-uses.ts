import type { UseTerms } from "./grants.ts";
import type { PickerUse } from "./picker-role.ts";
import { capDuration } from "./plan-duration.ts";

type RoleTerms = { roleMaxSeconds: number; refusedSeconds: number | null; chained: boolean };

/** Gathers what roles may be used for: thousands of roles come to a handful of different uses. */
export function packUses(): { all: PickerUse[]; at: (terms: UseTerms | null, role: RoleTerms) => number } {
  const all: PickerUse[] = [];
  const places = new Map<string, number>();
  return {
    all,
    at(terms, role) {
      if (terms === null) return -1;
      const { maxDurationSeconds: assignmentMaxSeconds, requiresReason } = terms;
      const use = { ...capDuration({ ...role, assignmentMaxSeconds }), requiresReason };
      const key = `${use.maxDurationSeconds} ${use.durationLimit} ${requiresReason}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, all.length);
      return all.push(use) - 1;
    },
  };
}

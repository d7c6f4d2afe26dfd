import type { PartitionId } from "#lib/partitions/partitions.ts";
import { isRegion } from "#lib/partitions/regions.ts";
import type { RoleEntry } from "./entries-view.ts";
import type { Note } from "./entry-notes.ts";
import { plainLine, shortened } from "./plain-line.ts";

/** What a file says about a role beside its ARN and source; undefined or empty where it says nothing. */
export type WrittenRoleFields = {
  label?: string | undefined;
  color?: string | undefined;
  region?: string | undefined;
  durationSeconds?: string | undefined;
  note?: string | undefined;
};

/**
 * The fields as the catalogue takes them. None of them is worth refusing a role for: what is wrong is left out, or
 * shortened, and noted.
 */
export function readRoleFields(
  partition: PartitionId,
  written: WrittenRoleFields,
  note: Note,
): Pick<RoleEntry, "label" | "color" | "region" | "maxDurationSeconds" | "note"> {
  const label = readText("label", written.label, 100, note);
  const color = readColor(written.color, note);
  const region = readRegion(partition, written.region, note);
  const maxDurationSeconds = readDuration(written.durationSeconds, note);
  const told = readText("note", written.note, 500, note);
  return {
    ...(label !== undefined && { label }),
    ...(color !== undefined && { color }),
    ...(region !== undefined && { region }),
    ...(maxDurationSeconds !== undefined && { maxDurationSeconds }),
    ...(told !== undefined && { note: told }),
  };
}

/** A text that is shown, as one line of at most so many characters; undefined for an empty one. */
export function readText(
  field: string,
  written: string | undefined,
  most: number,
  note: Note,
): string | undefined {
  const line = plainLine(written ?? "");
  const text = shortened(line, most);
  if (text !== line) note("text_shortened", { field, most });
  return text || undefined;
}

/** `#rrggbb`, of six or three digits with or without the sign. */
export function readColor(written: string | undefined, note: Note): string | undefined {
  if (!written) return undefined;
  const digits = /^"?#?([0-9a-f]{6}|[0-9a-f]{3})"?$/i.exec(written.trim())?.[1]?.toLowerCase();
  if (digits === undefined) note("color_malformed");
  else return `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`;
  return undefined;
}

function readRegion(partition: PartitionId, written: string | undefined, note: Note): string | undefined {
  const region = written?.trim().toLowerCase();
  if (!region) return undefined;
  if (isRegion(partition, region)) return region;
  note("region_unknown", { partition });
  return undefined;
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, DurationSeconds
function readDuration(written: string | undefined, note: Note): number | undefined {
  const text = written?.trim();
  if (!text) return undefined;
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds >= 900 && seconds <= 43_200) return seconds;
  note("duration_out_of_range", { least: 900, most: 43_200 });
  return undefined;
}

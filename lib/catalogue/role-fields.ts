import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import type { PartitionId } from "#lib/partitions/partitions.ts";
import { checkDuration } from "./check-duration.ts";
import { checkRegion } from "./check-region.ts";
import { landingPage } from "./landing-page.ts";
import { RoleOptionsFields, type RoleOptionsValues } from "./role-options-fields.ts";
import { storedTags, TagMap } from "./tags.ts";

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), "must not contain control characters");

/** What an owner may say about a role; null clears. */
export const RoleFields = z.strictObject({
  ...RoleOptionsFields.shape,
  label: line(100).optional(),
  color: z.string().max(20).nullable().optional(),
  region: z.string().max(64).nullable().optional(),
  destination: z.string().max(4000).nullable().optional(),
  maxDurationSeconds: z.number().optional(),
  note: line(500).optional(),
  sourceIdentity: z.boolean().optional(),
  /** The role's own tags, which win over its account's of the same key; those left out are gone. */
  tags: TagMap.optional(),
});

/** A name that an owner gives an account. */
export const AccountName = line(100).min(1);

export type RoleFieldValues = z.output<typeof RoleFields>;
/** What the catalogue says about a role, without how it is assumed. */
export type AboutRole = Omit<RoleFieldValues, keyof RoleOptionsValues | "tags"> & {
  /** As they are stored. */
  tags?: string | undefined;
};

/**
 * Checks what is said about a role, some of it by its partition, and brings it to the form it is stored in.
 * @throws AppError `color_malformed`, `region_unknown`, `destination_refused`, `duration_out_of_range`
 */
export function checkRoleFields(partition: PartitionId, fields: RoleFieldValues): AboutRole {
  const { label, color, maxDurationSeconds, note, sourceIdentity, tags } = fields;
  const region = fields.region || null;
  const destination = fields.destination?.trim() || null;
  if (fields.region !== undefined) checkRegion(partition, region);
  if (destination !== null) landingPage(partition, region, destination);
  if (maxDurationSeconds !== undefined) checkDuration(maxDurationSeconds);
  return {
    label,
    color: typeof color === "string" ? checkColor(color) : color,
    region: fields.region === undefined ? undefined : region,
    destination: fields.destination === undefined ? undefined : destination,
    maxDurationSeconds,
    note,
    sourceIdentity,
    tags: tags === undefined ? undefined : storedTags(tags),
  };
}

/**
 * A colour as `#rrggbb` in lower case.
 * @throws AppError `color_malformed`
 */
export function checkColor(text: string): string {
  const found = /^#?([0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (!found) throw new AppError("color_malformed", "A colour is six hexadecimal digits, such as #d13212.");
  return `#${found.toLowerCase()}`;
}

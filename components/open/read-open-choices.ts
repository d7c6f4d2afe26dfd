import type { PickerRole } from "#lib/access/picker-role.ts";

export type OpenChoices = {
  region: string | null;
  destination: string | null;
  durationSeconds: number | null;
  readOnly: boolean;
};

/** What to ask for: the address's query, else the viewer's bookmark, else the role's own. The API checks each. */
export function readOpenChoices(
  query: Readonly<Record<string, string | string[] | undefined>>,
  role: Pick<PickerRole, "bookmark" | "region" | "destination">,
): OpenChoices {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const duration = text("duration");
  return {
    region: text("region") ?? role.bookmark?.region ?? role.region,
    destination: text("destination") ?? role.bookmark?.destination ?? role.destination,
    durationSeconds: duration === null ? (role.bookmark?.durationSeconds ?? null) : Number(duration),
    readOnly: text("readOnly") === "true",
  };
}

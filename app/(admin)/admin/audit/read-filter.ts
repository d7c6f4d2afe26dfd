import { AuditFilter } from "#lib/audit/list-events.ts";

export type AuditQuery = Partial<
  Record<"event" | "outcome" | "viewer" | "account" | "role" | "from" | "to" | "before", string>
>;

const names = ["event", "outcome", "viewer", "account", "role", "from", "to", "before"] as const;

/**
 * The filters of an address. What the log would not take, as from a link that was cut, is left out, and the form
 * shows it empty.
 */
export function readFilter(query: Readonly<Record<string, string>>): AuditQuery {
  const kept: AuditQuery = {};
  for (const name of names) {
    const value = query[name]?.trim();
    if (value && AuditFilter.shape[name].safeParse(value).success) kept[name] = value;
  }
  return kept;
}

/** The address of the log under these filters. */
export function auditHref(query: AuditQuery): string {
  const search = new URLSearchParams(query).toString();
  return search === "" ? "/admin/audit" : `/admin/audit?${search}`;
}

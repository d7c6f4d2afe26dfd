import type { Translator } from "#components/i18n/translator.ts";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import type { AuditEntry, AuditNames } from "./audit-entry.ts";
import { type EventKey, eventKey } from "./event-names.ts";

/** An event as a sentence: who did what to whom. */
export function describeEvent(t: Translator, entry: AuditEntry, names: AuditNames): string {
  const key = eventKey(entry.event);
  if (key === null) return entry.event;
  return t(`admin.audit.sentences.${sentenceKey(key, entry)}`, {
    who: whoDid(t, entry, names),
    person: whomAbout(t, entry, names),
    role: whichRole(t, entry, names),
    account: whichAccount(t, entry, names),
    use: whichUse(t, entry),
    source: text(entry.fields["source"]) ?? t("admin.audit.aSource"),
    group: text(entry.fields["group"]) ?? t("admin.audit.aGroup"),
    principal: text(entry.fields["principal"]) ?? whomAbout(t, entry, names),
    target: text(entry.fields["target"]) ?? whichRole(t, entry, names),
    what: whatChange(t, entry),
  });
}

type SentenceKey =
  | EventKey
  | "person-joined"
  | "person-changed-self"
  | "sign_in-failed-unknown"
  | `${(typeof ends)[number]}-all`
  | `${(typeof endsBySomebody)[number]}-other`;

/** What one who keeps the people may end of somebody else: one thing, or all of its kind. */
const ends = ["sign_in-ended", "client_sign_in-ended", "access_token-revoked"] as const;
/** Those whose own sentence does not say whose. */
const endsBySomebody = ["sign_in-ended", "client_sign_in-ended"] as const;

function sentenceKey(key: EventKey, entry: AuditEntry): SentenceKey {
  if (key === "person-added" && entry.fields["by"] === "identity provider") return "person-joined";
  if (key === "person-changed" && entry.viewerId === entry.subjectId) return "person-changed-self";
  if (key === "sign_in-failed" && entry.subjectId === null) return "sign_in-failed-unknown";
  const { viewerId, subjectId, fields } = entry;
  const ended = subjectId === null ? undefined : ends.find((each) => each === key);
  if (ended && (typeof fields["ended"] === "number" || typeof fields["revoked"] === "number"))
    return `${ended}-all`;
  const bySomebody = endsBySomebody.find((each) => each === ended);
  if (bySomebody && viewerId !== null && viewerId !== subjectId) return `${bySomebody}-other`;
  return key;
}

function whoDid(t: Translator, entry: AuditEntry, names: AuditNames): string {
  if (entry.viewerId === null) return t("admin.audit.someone");
  return names.people.get(entry.viewerId) ?? entry.viewerName;
}

function whomAbout(t: Translator, { subjectId, fields }: AuditEntry, names: AuditNames): string {
  const known = subjectId === null ? undefined : names.people.get(subjectId);
  return known ?? text(fields["person"]) ?? text(fields["sessionName"]) ?? t("admin.audit.somebody");
}

function whichRole(t: Translator, entry: AuditEntry, names: AuditNames): string {
  const known = entry.roleId === null ? undefined : names.roles.get(entry.roleId);
  if (known) return t("admin.audit.roleIn", { role: known.label, account: known.accountName });
  // Removed since then: the log has its ARN, and its label when that was said.
  const role = text(entry.fields["label"]) ?? entry.roleArn?.split("/").at(-1);
  if (role === undefined) return t("admin.audit.aRole");
  return t("admin.audit.roleIn", { role, account: whichAccount(t, entry, names) });
}

function whichAccount(t: Translator, { accountId, fields }: AuditEntry, names: AuditNames): string {
  if (accountId === null) return t("admin.audit.anAccount");
  return names.accounts.get(accountId) ?? text(fields["name"]) ?? formatAccountId(accountId);
}

function whichUse(t: Translator, { fields }: AuditEntry): string {
  const use = fields["use"];
  return t(`admin.audit.use.${use === "console" || use === "credentials" ? use : "other"}`);
}

/** What a refused request was about, by the address that it went to. */
function whatChange(t: Translator, { fields }: AuditEntry): string {
  const [, collection] = /^\/api\/([a-z]+)/.exec(text(fields["path"]) ?? "") ?? [];
  const known = changeable.find((each) => each === collection) ?? "other";
  return t(`admin.audit.change.${known}`);
}

const changeable = ["roles", "sources", "accounts", "people", "assignments", "bookmarks", "me"] as const;

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

import { expect, test } from "vitest";
import { translatorFor } from "#components/i18n/translator.ts";
import { auditEvents } from "#lib/audit/events.ts";
import type { AuditEntry, AuditNames } from "./audit-entry.ts";
import { describeEvent } from "./describe-event.ts";
import { eventKey, eventName, eventOf } from "./event-names.ts";

const names: AuditNames = {
  people: new Map([
    ["p1", "Olga Owner"],
    ["p2", "Dev Eloper"],
  ]),
  roles: new Map([["r1", { label: "Administrator", accountName: "Storefront" }]]),
  accounts: new Map([["111122223333", "Storefront"]]),
};
const entry = (event: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  sequence: 7,
  at: "2026-11-23T04:00:00.000Z",
  event,
  outcome: "done",
  viewerId: "p1",
  viewerName: "olga@example.com",
  subjectId: null,
  roleId: null,
  roleArn: null,
  accountId: null,
  requestId: "q",
  address: "127.0.0.1",
  fields: {},
  ...more,
});
const english = (event: AuditEntry) => describeEvent(translatorFor("en"), event, names);

test.each(["en", "ja"] as const)("every event of the log has a name and a sentence in %s", (locale) => {
  const t = translatorFor(locale);
  for (const event of auditEvents) {
    expect(eventKey(event), event).not.toBeNull();
    expect(eventName(t, event)).not.toBe(event);
    const sentence = describeEvent(t, entry(event), names);
    expect(sentence).not.toMatch(/[{}]|admin\.audit/);
    expect(sentence).not.toBe(event);
  }
});

test("an event's key and name turn into each other", () => {
  for (const event of auditEvents) {
    const key = eventKey(event);
    expect(key && eventOf(key)).toBe(event);
  }
});

test("names people and roles as they are called today", () => {
  const at = { roleId: "r1", accountId: "111122223333", subjectId: "p2" };
  expect(english(entry("assignment.added", at))).toBe(
    "Olga Owner assigned Administrator in Storefront to Dev Eloper",
  );
  expect(english(entry("role.assume.issued", { ...at, fields: { use: "console" } }))).toBe(
    "Olga Owner got the console as Administrator in Storefront",
  );
});

test("names what is gone as the log kept it", () => {
  const gone = entry("role.removed", {
    viewerId: "p9",
    roleId: "r9",
    roleArn: "arn:aws:iam::444455556666:role/team/Old",
    accountId: "444455556666",
  });
  expect(english(gone)).toBe("olga@example.com removed Old in 4444-5555-6666 from the catalogue");
});

test("tells apart who changed themselves, who joined, and who is unknown", () => {
  expect(english(entry("person.changed", { subjectId: "p1" }))).toBe("Olga Owner changed their own settings");
  const joined = {
    viewerId: null,
    viewerName: "anonymous",
    subjectId: "p2",
    fields: { by: "identity provider" },
  };
  expect(english(entry("person.added", joined))).toMatch(/^Dev Eloper came in/);
  expect(english(entry("sign_in.failed", { viewerId: null }))).toBe("A sign-in as somebody unknown failed");
});

test("says what a refused change was about", () => {
  const refused = (path: string) =>
    english(entry("request.refused", { fields: { path, code: "last_owner" } }));
  expect(refused("/api/people/p2")).toBe("Olga Owner was refused a change to a person");
  expect(refused("/api/constructor")).toBe("Olga Owner was refused a change to something");
});

test("an event that is not known here shows as it is", () => {
  expect(english(entry("moon.landed"))).toBe("moon.landed");
});

test("says who ended what is signed in as whom, one thing or all of a kind", () => {
  const theirs = { subjectId: "p2", fields: { by: "owner" } };
  expect(english(entry("sign_in.ended", { subjectId: "p1" }))).toBe("Olga Owner ended a sign-in");
  expect(english(entry("sign_in.ended", theirs))).toBe("Olga Owner ended a sign-in of Dev Eloper");
  expect(english(entry("client_sign_in.ended", { subjectId: "p1" }))).toBe(
    "A client sign-in of Olga Owner ended",
  );
  expect(english(entry("client_sign_in.ended", theirs))).toBe(
    "Olga Owner ended a client sign-in of Dev Eloper",
  );
  expect(english(entry("access_token.revoked", theirs))).toBe(
    "Olga Owner revoked an access token of Dev Eloper",
  );
  const all = { subjectId: "p2", fields: { by: "owner", ended: 2 } };
  expect(english(entry("sign_in.ended", all))).toBe("Olga Owner ended all sign-ins of Dev Eloper");
  expect(english(entry("client_sign_in.ended", all))).toBe(
    "Olga Owner ended all client sign-ins of Dev Eloper",
  );
  expect(english(entry("access_token.revoked", { subjectId: "p2", fields: { revoked: 1 } }))).toBe(
    "Olga Owner revoked all access tokens of Dev Eloper",
  );
});

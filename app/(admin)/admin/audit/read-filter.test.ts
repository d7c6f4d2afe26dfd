import { expect, test } from "vitest";
import { auditHref, readFilter } from "./read-filter.ts";

test("keeps what the log takes", () => {
  const query = {
    event: "role.added",
    outcome: "refused",
    viewer: " olga ",
    from: "2026-11-01",
    before: "7",
  };
  expect(readFilter(query)).toEqual({ ...query, viewer: "olga" });
});

test("leaves out what it would refuse, and what it does not know", () => {
  const query = {
    event: "moon.landed",
    outcome: "",
    from: "yesterday",
    before: "-1",
    limit: "9",
    account: " ",
  };
  expect(readFilter(query)).toEqual({});
});

test("filters make an address that reads back", () => {
  const filter = { role: "arn:aws:iam::111122223333:role/a+b", to: "2026-11-02" };
  const url = new URL(auditHref(filter), "http://portal");
  expect(readFilter(Object.fromEntries(url.searchParams))).toEqual(filter);
  expect(auditHref({})).toBe("/admin/audit");
});

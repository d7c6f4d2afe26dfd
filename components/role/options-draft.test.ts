import { expect, test } from "vitest";
import type { RoleOptions } from "#lib/catalogue/role-options-view.ts";
import { changedFields, draftOf, linesOf, rebase } from "./options-draft.ts";

const options: RoleOptions = {
  roleId: "r1",
  sourceId: null,
  effectiveSource: { id: "default", name: "", from: "default" },
  chain: [],
  externalId: null,
  sourceIdentity: true,
  sessionName: null,
  sessionPolicy: '{"Version":"2012-10-17","Statement":[]}',
  sessionPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
  sessionTags: [{ key: "team", value: "{groups}", transitive: true }],
  tagsSent: true,
  requiresMfa: false,
  requiresSecondFactor: false,
  bindAddress: false,
  maxDurationSeconds: 3600,
  refusedDurations: [],
};
const untouched = draftOf(options);

test("an untouched draft changes nothing", () => {
  expect(changedFields(untouched, draftOf(options))).toEqual({});
});

test("a change names its own field alone, and an emptied text is null", () => {
  const named = draftOf({ ...options, sessionName: "{person}-ops" });
  expect(changedFields(named, { ...named, sessionName: " " })).toEqual({ sessionName: null });
  expect(changedFields(untouched, { ...untouched, sourceId: "s1" })).toEqual({ sourceId: "s1" });
});

test("a tag row that says nothing is no tag, and rows are told without their ids", () => {
  const draft = { ...untouched, sessionTags: [{ id: 7, key: " ", value: "", transitive: false }] };
  expect(changedFields(untouched, draft)).toEqual({ sessionTags: [] });
  const tagged = { ...untouched, sessionTags: [{ id: 9, key: "a ", value: " b", transitive: false }] };
  expect(changedFields(untouched, tagged)).toEqual({
    sessionTags: [{ key: "a", value: "b", transitive: false }],
  });
});

test("newer options arrive where nothing was typed, and leave what was", () => {
  const draft = { ...untouched, sessionName: "{person}-x" };
  const newer = draftOf({ ...options, externalId: "made-meanwhile", sessionName: "{person}-y" });
  const moved = rebase(untouched, newer, draft);
  expect([moved.externalId, moved.sessionName]).toEqual(["made-meanwhile", "{person}-x"]);
});

test("policy ARNs are the lines that say something", () => {
  expect(linesOf(" a \n\n b\r\n")).toEqual(["a", "b"]);
});

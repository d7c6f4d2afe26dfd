import { expect, test } from "vitest";
import { codeOf, member } from "../support/api-client.ts";
import { portalForFile } from "../support/portal-for-file.ts";

const under = portalForFile();

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const policy = (sid: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: sid, ...statement }] });
const tags = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `key-${index}`, value: "value" }));

const bad: [what: string, fields: object, expected: string][] = [
  ["an ExternalId with illegal characters", { externalId: "not this!" }, "400 external_id_malformed"],
  ["51 tags", { sessionTags: tags(51) }, "400 too_many_tags"],
  [
    "a tag value of unknown people",
    { sessionTags: [{ key: "a", value: "{boss}" }] },
    "400 template_variable_unknown",
  ],
  ["an over-long policy", { sessionPolicy: policy("x".repeat(2048)) }, "400 session_policy_too_long"],
  ["a policy that is none", { sessionPolicy: "{}" }, "400 session_policy_malformed"],
  ["a policy's ARN that is none", { sessionPolicyArns: ["ReadOnlyAccess"] }, "400 policy_arn_malformed"],
  ["a session name of nobody", { sessionName: "portal" }, "400 session_name_malformed"],
  ["a source that is not there", { sourceId: "nowhere" }, "404 source_not_found"],
  ["a policy beyond any limit", { sessionPolicy: "x".repeat(70_000) }, "413 body_too_large"],
];

test.each(bad)(
  "%s is refused in plain words, recorded, and nothing is saved",
  async (_, fields, expected) => {
    const { owner, otherRoleId } = under.company;
    const path = `/api/roles/${otherRoleId}`;
    const before = (await owner.call("GET", `${path}/options`)).text;
    const answer = await owner.call("PATCH", path, { ...fields, requiresMfa: true });
    expect(`${answer.status} ${codeOf(answer)}`).toBe(expected);
    expect(member(answer.json, "error", "message")).toMatch(/^[A-Z].{9,}$/s);
    expect((await owner.call("GET", `${path}/options`)).text).toBe(before);
    const audit = await owner.call("GET", "/api/audit?event=request.refused&limit=1");
    expect(member(audit.json, "events", "0", "fields")).toMatchObject({
      code: codeOf(answer),
      method: "PATCH",
      path,
    });
  },
);

test("right options are saved at once, and the ExternalId is replaced for owners alone", async () => {
  const { owner, auditor, developer, otherRoleId } = under.company;
  const path = `/api/roles/${otherRoleId}`;
  const fields = {
    sessionName: "portal-{person}",
    sessionPolicy: policy("Read"),
    sessionTags: [{ key: "team", value: "{groups}", transitive: true }],
  };
  expect((await owner.call("PATCH", path, fields)).status).toBe(200);
  const seen = (await auditor.call("GET", `${path}/options`)).json;
  expect(seen).toMatchObject(fields);
  const replaced = await owner.call("POST", `${path}/external-id`, {});
  expect(member(replaced.json, "externalId")).toMatch(/^genkan-[0-9a-f]{40}$/);
  expect(member(replaced.json, "externalId")).not.toBe(member(seen, "externalId"));
  for (const other of [auditor, developer])
    expect((await other.call("POST", `${path}/external-id`, {})).status).toBe(403);
  expect((await developer.call("GET", `${path}/options`)).status).toBe(403);
});

import { describe, expect, test } from "vitest";
import { type ApiClient, codeOf, member } from "../support/api-client.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { rawRequest } from "../support/raw-request.ts";
import { text } from "../support/seed-company.ts";

const under = portalForFile();

async function events(filter: string): Promise<unknown[]> {
  const answer = await under.company.owner.call("GET", `/api/audit?limit=500&${filter}`);
  const found = member(answer.json, "events");
  if (!Array.isArray(found)) throw new Error(answer.text);
  return found;
}

/** Asks, and expects a coded refusal with a sentence and nothing else changed. */
async function refused(
  client: ApiClient,
  [method, path, body]: readonly [method: string, path: string, body?: unknown],
  expected: string,
): Promise<void> {
  const answer = await client.call(method, path, body);
  expect(`${answer.status} ${codeOf(answer)}`).toBe(expected);
  expect(member(answer.json, "error", "message")).toMatch(/^[A-Z].{9,}\.?$/s);
  expect(member(answer.json, "error", "requestId")).toBe(answer.headers.get("x-request-id"));
}

const catalogue = async () => (await under.company.owner.call("GET", "/api/catalogue")).text;

describe("a role's reference", () => {
  test.each([
    ["an account id of 13 digits", "arn:aws:iam::2109876543011:role/A", "400 account_id_malformed"],
    ["another service", "arn:aws:s3:::bucket", "400 not_a_role_arn"],
    ["a user", "arn:aws:iam::210987654301:user/ada", "400 not_a_role_arn"],
    ["an assumed role", "arn:aws:sts::210987654301:assumed-role/A/ada", "400 session_arn_not_role"],
    ["an unknown partition", "arn:aws-moon:iam::210987654301:role/A", "400 partition_unknown"],
    ["2,049 characters", `arn:aws:iam::210987654301:role/${"a".repeat(2018)}`, "400 role_reference_too_long"],
    ["a control character", "arn:aws:iam::210987654301:role/A\nB", "400 role_name_malformed"],
    ["no ARN at all", "Admin", "400 role_arn_malformed"],
  ])("with %s is refused", async (_, reference, expected) => {
    const before = await catalogue();
    await refused(under.company.owner, ["POST", "/api/roles", { reference }], expected);
    expect(await catalogue()).toBe(before);
  });

  test("with a path is right", async () => {
    const reference = "arn:aws:iam::210987654303:role/teams/platform/LogArchivist2";
    const added = await under.company.owner.call("POST", "/api/roles", { reference });
    expect(added.status).toBe(201);
    expect(member(added.json, "arn")).toBe(reference);
  });

  test("that is in the catalogue already is told, with its id", async () => {
    const [arn = "", id = ""] = [...under.company.roleIds][0] ?? [];
    const answer = await under.company.owner.call("POST", "/api/roles", { reference: arn });
    expect([answer.status, codeOf(answer)]).toEqual([409, "role_exists"]);
    expect(member(answer.json, "error", "details", "roleId")).toBe(id);
  });
});

describe("a request for credentials or the console", () => {
  test.each([899, 43_201, 0, -1, 1000.5, 1e300])("with %d seconds is refused", async (durationSeconds) => {
    const { developer, assignedRoleId } = under.company;
    for (const use of ["credentials", "console"])
      await refused(
        developer,
        ["POST", `/api/roles/${assignedRoleId}/${use}`, { durationSeconds }],
        "400 duration_out_of_range",
      );
    expect(await events("event=role.assume.issued")).toEqual([]);
  });

  test.each([
    "https://evil.example/",
    "https://console.aws.amazon.com.evil.example/",
    "https://evil.example/console.aws.amazon.com",
    "http://console.aws.amazon.com/",
    "https://user@console.aws.amazon.com/",
    "https://console.aws.amazon.com:8443/",
    "https://console.amazonaws.cn/",
    "//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "\\\\evil.example",
  ])("to the destination %s is refused", async (destination) => {
    const { developer, owner, assignedRoleId } = under.company;
    await refused(
      developer,
      ["POST", `/api/roles/${assignedRoleId}/console`, { destination }],
      "400 destination_refused",
    );
    await refused(
      owner,
      ["PATCH", `/api/roles/${assignedRoleId}`, { destination }],
      "400 destination_refused",
    );
    await refused(
      developer,
      ["PUT", `/api/bookmarks/${assignedRoleId}`, { destination }],
      "400 destination_refused",
    );
  });

  test("with a region of another partition, a strange format or a field too many is refused", async () => {
    const { developer, assignedRoleId } = under.company;
    const ask = (body: object) => ["POST", `/api/roles/${assignedRoleId}/credentials`, body] as const;
    await refused(developer, ask({ region: "cn-north-1" }), "400 region_unknown");
    await refused(developer, ask({ format: "zsh" }), "400 invalid_input");
    await refused(developer, ask({ arn: "arn:aws:iam::210987654301:role/Admin" }), "400 invalid_input");
    await refused(developer, ask({ roleArn: "x", sessionName: "root" }), "400 invalid_input");
  });

  test("cannot name another role in its body than in its address", async () => {
    const { developer, assignedRoleId, otherRoleId } = under.company;
    await refused(
      developer,
      ["POST", `/api/roles/${otherRoleId}/credentials`, { roleId: assignedRoleId }],
      "404 role_not_assigned",
    );
  });

  test("for an unknown role, or somebody else's, is refused and on record", async () => {
    const { developer, people, otherRoleId } = under.company;
    for (const roleId of [otherRoleId, "no-such-role"])
      for (const use of ["credentials", "console"])
        await refused(developer, ["POST", `/api/roles/${roleId}/${use}`, {}], "404 role_not_assigned");
    const refusals = await events(`event=role.assume.refused&viewer=${people.developer}&role=${otherRoleId}`);
    const uses = refusals.map((event) => member(event, "fields", "use"));
    expect(new Set(uses)).toEqual(new Set(["credentials", "console"]));
    expect(member(refusals[0], "fields", "code")).toBe("role_not_assigned");
  });
});

describe("ids that are nobody's", () => {
  test("are refused by code", async () => {
    const { owner, people, assignedRoleId } = under.company;
    await refused(owner, ["GET", "/api/roles/nobody"], "404 role_not_found");
    await refused(owner, ["PATCH", "/api/roles/nobody", { note: "" }], "404 role_not_found");
    await refused(owner, ["DELETE", "/api/roles/nobody"], "404 role_not_found");
    await refused(owner, ["PATCH", "/api/people/nobody", { name: "x" }], "404 person_not_found");
    await refused(owner, ["PATCH", "/api/accounts/nobody", { name: "x" }], "404 account_not_found");
    await refused(owner, ["PATCH", "/api/assignments/nobody", {}], "404 assignment_not_found");
    await refused(owner, ["DELETE", "/api/assignments/nobody"], "404 assignment_not_found");
    const { developer: personId } = people;
    await refused(
      owner,
      ["POST", "/api/assignments", { personId: "nobody", roleId: assignedRoleId }],
      "404 person_not_found",
    );
    await refused(owner, ["POST", "/api/assignments", { personId, roleId: "nobody" }], "404 role_not_found");
    await refused(
      owner,
      ["POST", "/api/assignments", { personId, roleId: assignedRoleId }],
      "409 assignment_exists",
    );
    await refused(
      owner,
      ["POST", "/api/assignments", { personId, roleId: assignedRoleId, console: false, credentials: false }],
      "400 assignment_empty",
    );
  });
});

describe("a body", () => {
  const at = "/api/me";

  test("that is not JSON, not an object or not text is refused", async () => {
    const { developer } = under.company;
    await refused(developer, ["PATCH", at, "{"], "400 malformed_json");
    await refused(developer, ["PATCH", at, "[]"], "400 invalid_input");
    await refused(developer, ["PATCH", at, "null"], "400 invalid_input");
    const deep = `${'{"theme":'.repeat(6000)}1${"}".repeat(6000)}`;
    await refused(developer, ["PATCH", at, deep], "400 malformed_json");
    await refused(developer, ["PATCH", at, `{"theme":"dark","portalRole":"owner"}`], "400 invalid_input");
    await refused(
      developer,
      ["PATCH", at, new URLSearchParams({ theme: "dark" })],
      "415 content_type_unsupported",
    );
  });

  test("over 64 kB is refused, whether or not it says so", async () => {
    const { developer } = under.company;
    const long = JSON.stringify({ theme: "x".repeat(65_536) });
    await refused(developer, ["PATCH", at, long], "413 body_too_large");
    const { url } = under.portal;
    const headers = [
      `Host: ${new URL(url).host}`,
      `Origin: ${url}`,
      `Cookie: ${[...developer.cookies].map(([name, value]) => `${name}=${value}`).join("; ")}`,
      "Content-Type: application/json",
      "Transfer-Encoding: chunked",
      "Connection: close",
    ];
    const chunk = Buffer.from(`${(40_000).toString(16)}\r\n${" ".repeat(40_000)}\r\n`);
    const body = Buffer.concat([chunk, chunk, Buffer.from("0\r\n\r\n")]);
    expect((await rawRequest(url, { method: "PATCH", path: at, headers, body })).status).toBe(413);
  });

  test("that stops half-way is refused, not taken for the whole", async () => {
    const { developer } = under.company;
    const { url } = under.portal;
    const cookie = [...developer.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await rawRequest(url, {
      method: "PATCH",
      path: at,
      headers: [
        `Host: ${new URL(url).host}`,
        `Origin: ${url}`,
        `Cookie: ${cookie}`,
        "Content-Type: application/json",
        "Content-Length: 500",
        "Connection: close",
      ],
      body: Buffer.from('{"theme":"dark"}'),
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain("bad_request");
    expect(member((await developer.call("GET", at)).json, "theme")).toBeNull();
  });
});

describe("people", () => {
  test("with a bad e-mail, a short password or a taken address are refused", async () => {
    const { owner } = under.company;
    const person = { name: "X", email: "x@nimbus.example", password: "long-enough-password" };
    const add = (change: object) => ["POST", "/api/people", { ...person, ...change }] as const;
    await refused(owner, add({ email: "x" }), "400 invalid_input");
    await refused(owner, add({ password: "short" }), "400 password_too_short");
    await refused(owner, add({ password: "x".repeat(257) }), "400 password_too_long");
    await refused(owner, add({ email: "DEV@nimbus.example" }), "409 email_taken");
    await refused(owner, add({ portalRole: "root" }), "400 invalid_input");
    await refused(owner, add({ passwordHash: "x" }), "400 invalid_input");
  });

  test("keep a last owner", async () => {
    const { owner, people } = under.company;
    await refused(owner, ["PATCH", `/api/people/${people.owner}`, { disabled: true }], "409 last_owner");
    await refused(
      owner,
      ["PATCH", `/api/people/${people.owner}`, { portalRole: "member" }],
      "409 last_owner",
    );
  });

  test("who are refused a change leave an event", async () => {
    const { developer, people } = under.company;
    await refused(
      developer,
      ["PATCH", `/api/people/${people.developer}`, { portalRole: "owner" }],
      "403 not_allowed",
    );
    const [latest] = await events(`event=request.refused&viewer=${people.developer}`);
    expect(member(latest, "fields")).toMatchObject({ code: "not_allowed", method: "PATCH" });
  });
});

describe("AWS's no", () => {
  test.each([
    ["LegacyDeployer", "arn:aws:iam::210987654305:role/LegacyDeployer"],
    ["BreakGlass", "arn:aws:iam::210987654302:role/BreakGlass"],
    ["SupportEngineer", "arn:aws:iam::210987654304:role/SupportEngineer"],
  ])("to %s becomes a coded sentence, an event, and never a 5xx", async (_, reference) => {
    const { owner, people } = under.company;
    const roleId = text((await owner.call("POST", "/api/roles", { reference })).json, "id");
    await owner.call("POST", "/api/assignments", { personId: people.owner, roleId });
    for (const use of ["credentials", "console"]) {
      const answer = await owner.call("POST", `/api/roles/${roleId}/${use}`, {});
      expect(answer.status).toBe(424);
      expect(codeOf(answer)).toMatch(/^aws_(not_allowed|trust_policy_refused)$/);
      expect(answer.text).not.toMatch(/AccessDenied|User:|<\?xml|RequestId/);
    }
    expect((await events(`event=role.assume.failed&role=${roleId}`)).length).toBe(2);
  });

  test.each([
    { kind: "429", code: "aws_throttled" },
    { kind: "503", code: "aws_unavailable" },
    { kind: "garbage", code: "aws_unavailable" },
    { kind: "empty", code: "aws_reply_invalid" },
    { kind: "reset", code: "aws_unavailable" },
  ])("as $kind is told, and answered by name", async ({ kind, code }) => {
    const { developer, assignedRoleId } = under.company;
    await fetch(`${under.sandbox.url}/_sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ target: "sts", kind, count: 20 }),
    });
    const answer = await developer.call("POST", `/api/roles/${assignedRoleId}/credentials`, {});
    await fetch(`${under.sandbox.url}/_sandbox/faults`, { method: "DELETE" });
    expect(answer.status).toBeLessThan(500);
    expect([codeOf(answer), "aws_unavailable", "aws_reply_invalid"]).toContain(code);
    expect((await developer.call("POST", `/api/roles/${assignedRoleId}/credentials`, {})).status).toBe(200);
  });
});

import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { portalAccessKey, portalMfaDevice } from "../../sandbox/company.ts";
import { type ApiAnswer, codeOf, member } from "../support/api-client.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { assign, text } from "../support/seed-company.ts";

// What is wrong about a source or a code is told by a code, recorded, and changes nothing.

const under = portalForFile({
  env: {
    // Nothing answers there, and nothing refuses either: the address is for documentation (RFC 5737).
    AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://192.0.2.1",
  },
});

const owner = () => under.company.owner;
const key = { accessKeyId: portalAccessKey.id, secretAccessKey: portalAccessKey.secret };

/** Everything that a source or a role's options may change, as the API tells it. */
async function stored(): Promise<string> {
  const sources = await owner().call("GET", "/api/sources");
  const options = await owner().call("GET", `/api/roles/${under.company.assignedRoleId}/options`);
  return JSON.stringify([sources.json, options.json]);
}

async function lastRefusal(): Promise<unknown> {
  const { json } = await owner().call("GET", "/api/audit?limit=5");
  const events = member(json, "events") as { event: string; outcome: string; fields: object }[];
  return events.find((each) => each.outcome !== "done");
}

async function expectRefused(call: () => Promise<ApiAnswer>, status: number, code: string): Promise<void> {
  const before = await stored();
  const answer = await call();
  expect({ status: answer.status, code: codeOf(answer) }).toEqual({ status, code });
  expect(String(member(member(answer.json, "error"), "message")).length).toBeGreaterThan(20);
  expect(await stored()).toBe(before);
  expect(await lastRefusal()).toMatchObject({ fields: { code } });
}
const addSource = (input: object) => owner().call("POST", "/api/sources", { name: randomUUID(), ...input });
describe("a source that cannot be", () => {
  test.each([
    ["an unknown profile", { kind: "profile", profile: "nobody-has-this" }, 422, "aws_profile_unknown"],
    [
      "a key of another shape",
      { kind: "access_key", ...key, accessKeyId: "ASIA123" },
      400,
      "access_key_malformed",
    ],
    [
      "a secret that does not fit",
      { kind: "access_key", ...key, secretAccessKey: "x".repeat(40) },
      424,
      "aws_source_invalid",
    ],
    [
      "a key that AWS does not know",
      { kind: "access_key", ...key, accessKeyId: "AKIANOBODYNOBODY2345" },
      424,
      "aws_source_invalid",
    ],
    [
      "a malformed MFA device",
      { kind: "access_key", ...key, mfaSerial: "no device" },
      400,
      "mfa_serial_malformed",
    ],
    ["a role that is not there", { kind: "role", roleId: randomUUID() }, 404, "role_not_found"],
    [
      "an issuer with a port",
      { kind: "web_identity", issuer: "https://a.example.com:444" },
      422,
      "issuer_url_has_port",
    ],
    [
      "an issuer with a fragment",
      { kind: "web_identity", issuer: "https://a.example.com/#x" },
      422,
      "issuer_url_malformed",
    ],
    ["an audience with spaces", { kind: "web_identity", audience: "a b" }, 400, "audience_malformed"],
    ["another kind", { kind: "magic" }, 400, "invalid_input"],
    ["a field too many", { kind: "environment", sealedKey: "x" }, 400, "invalid_input"],
  ])("%s", async (_, input, status, code) => {
    await expectRefused(() => addSource(input), status, code);
  });

  test("a name that is taken, in other letters", async () => {
    await addSource({ kind: "environment", name: "Taken" });
    await expectRefused(() => addSource({ kind: "environment", name: "TAKEN" }), 409, "source_name_taken");
  });

  test("a chain that loops, and one of six roles", async () => {
    const ids: string[] = [];
    for (let link = 0; link < 6; link += 1) {
      const reference = `arn:aws:iam::210987654301:role/Chain${link}`;
      ids.push(text((await owner().call("POST", "/api/roles", { reference })).json, "id"));
    }
    let sourceId = "";
    for (let link = 0; link < 5; link += 1) {
      const source = await addSource({ kind: "role", roleId: ids[link] });
      if (source.status !== 201) {
        expect({ link, code: codeOf(source) }).toEqual({ link: 4, code: "source_chain_too_long" });
        break;
      }
      sourceId = text(source.json, "id");
      expect((await owner().call("PATCH", `/api/roles/${ids[link + 1]}`, { sourceId })).status).toBe(200);
    }
    await expectRefused(
      () => owner().call("PATCH", `/api/roles/${ids[0]}`, { sourceId }),
      422,
      "source_chain_loops",
    );
    await expectRefused(() => addSource({ kind: "role", roleId: ids[4] }), 422, "source_chain_too_long");
  });
});

describe("a source that gives nothing", () => {
  test("an unreachable metadata service is given up in two seconds", async () => {
    const source = await addSource({ kind: "instance_metadata" });
    const id = text(source.json, "id");
    await expectRefused(
      () => owner().call("POST", `/api/sources/${id}/test`, {}),
      424,
      "aws_metadata_unreachable",
    );
  });

  test("a container endpoint that is not there", async () => {
    const source = await addSource({ kind: "container" });
    const id = text(source.json, "id");
    await expectRefused(
      () => owner().call("POST", `/api/sources/${id}/test`, {}),
      424,
      "aws_container_unreachable",
    );
  });

  test("a web identity that no role uses", async () => {
    const source = await addSource({ kind: "web_identity" });
    const id = text(source.json, "id");
    await expectRefused(
      () => owner().call("POST", `/api/sources/${id}/test`, {}),
      422,
      "source_test_needs_role",
    );
  });

  test("a sealed key that was swapped for another row's", async () => {
    const ids = await Promise.all(
      ["one", "two"].map(async (name) =>
        text((await addSource({ kind: "access_key", name, ...key })).json, "id"),
      ),
    );
    const file = new DatabaseSync(under.portal.databaseFile);
    const sealed = 'SELECT "sealedKey" FROM "CredentialSource" WHERE "id" = ?';
    const other = file.prepare(sealed).get(ids[0] ?? "")?.["sealedKey"] ?? null;
    file.prepare('UPDATE "CredentialSource" SET "sealedKey" = ? WHERE "id" = ?').run(other, ids[1] ?? "");
    file.close();
    await expectRefused(
      () => owner().call("POST", `/api/sources/${ids[1]}/test`, {}),
      424,
      "sealed_secret_unreadable",
    );
  });
});

describe("MFA codes", () => {
  test("a missing, a malformed, a wrong and a used one", async () => {
    const { serialNumber } = portalMfaDevice;
    const source = await addSource({ kind: "access_key", ...key, mfaSerial: serialNumber });
    const reference = "arn:aws:iam::210987654301:role/Admin";
    const role = await owner().call("POST", "/api/roles", {
      reference,
      sourceId: text(source.json, "id"),
      requiresMfa: true,
    });
    const id = text(role.json, "id");
    await assign(owner(), under.company.people.owner, id);
    const issue = (body: object) => owner().call("POST", `/api/roles/${id}/credentials`, body);
    await expectRefused(() => issue({}), 403, "mfa_code_required");
    await expectRefused(() => issue({ mfaCode: "12a456" }), 400, "mfa_code_malformed");
    await expectRefused(() => issue({ mfaCode: "000000", mfaSerial: "x" }), 400, "mfa_serial_malformed");
    await expectRefused(() => issue({ mfaCode: "000000" }), 422, "aws_mfa_code_refused");
    const totp = await fetch(`${under.sandbox.url}/_sandbox/totp`, {
      method: "POST",
      body: JSON.stringify({ serialNumber }),
    });
    const { code } = await totp.json();
    expect((await issue({ mfaCode: code })).status).toBe(200);
    await expectRefused(() => issue({ mfaCode: code }), 422, "mfa_code_reused");
    expect((await issue({})).status).toBe(200);
  });
});

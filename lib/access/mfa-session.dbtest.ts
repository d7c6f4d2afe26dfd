import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { isAppError } from "#lib/errors.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { changeSource } from "#lib/sources/change-source.ts";
import { rotateAccessKey } from "#lib/sources/rotate-access-key.ts";
import { everythingStored } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import {
  ADA,
  ADA_KEY,
  ADA_MFA,
  HOME,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import { issueCredentials } from "./issue-credentials.ts";

// What one code opened is one person's, and goes with the key that it was given for.

const CAT = `arn:aws:iam::${HOME}:user/cat`;
const CAT_KEY = { id: "AKIACATCATCATCATCAT2", secret: "cat-secret-cat-secret-cat-secret-cat-sec" };
const CAT_MFA = { serialNumber: `arn:aws:iam::${HOME}:mfa/cat`, seed: "KRSXG5BAMNQXIIDTMVSWIIDPMYQGC3TZ" };

const KIM_MFA = { serialNumber: `arn:aws:iam::${HOME}:mfa/kim`, seed: "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK" };

const LEA_MFA = { serialNumber: `arn:aws:iam::${HOME}:mfa/lea`, seed: "NRSWCIDMMVQSA3DFMEQGYZLBEBWGKYJA" };

const MAX_MFA = { serialNumber: `arn:aws:iam::${HOME}:mfa/max`, seed: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" };

const world = smallWorld([
  role("NeedsMfa", trusting([ADA, CAT], { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } })),
]);
world.users.push({ arn: CAT, accessKeys: [CAT_KEY], policies: [MAY_ASSUME], mfaDevices: [CAT_MFA] });
for (const user of world.users) if (user.arn === ADA) user.mfaDevices = [ADA_MFA, KIM_MFA, LEA_MFA, MAX_MFA];
const aws = testAws(world);

const folder = mkdtempSync(join(tmpdir(), "genkan-mfa-"));
const key = { accessKeyId: ADA_KEY.id, secretAccessKey: ADA_KEY.secret };
beforeAll(() => {
  const keys = (name: string, { id, secret }: typeof ADA_KEY) =>
    `[profile ${name}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  writeFileSync(join(folder, "config"), `${keys("ada", ADA_KEY)}${keys("cat", CAT_KEY)}`);
  process.env.AWS_CONFIG_FILE = join(folder, "config");
});
afterAll(() => rmSync(folder, { recursive: true }));
testDatabase();

let owner: Viewer;
let roleId = "";
beforeAll(async () => {
  owner = await addViewer("owner");
});

/** A source of its own, and the role assumed with it. */
async function through(input: object): Promise<string> {
  const source = await addSource(owner, { name: `source ${crypto.randomUUID().slice(0, 8)}`, ...input });
  if (roleId !== "") await db().awsRole.update({ where: { id: roleId }, data: { arnKey: roleId } });
  const options = { requiresMfa: true, externalId: null, sourceId: source.id };
  roleId = (await addRole(owner, { reference: roleArn("NeedsMfa"), ...options })).id;
  return source.id;
}

async function assigned(): Promise<Viewer> {
  const person = await addViewer("member");
  await addAssignment(owner, { personId: person.personId, roleId });
  return person;
}

const issue = (person: Viewer, more: object = {}) => issueCredentials(person, { roleId, ...more });
const asked = async (action: string) => (await aws.calls()).filter((call) => call.action === action);

describe("a session that a code opened", () => {
  test("does not outlive its key, also when the key is rotated while AWS is asked", async () => {
    const sourceId = await through({ kind: "access_key", ...key, mfaSerial: ADA_MFA.serialNumber });
    const person = await assigned();
    const mfaCode = await aws.mfaCode(ADA_MFA.serialNumber);
    await aws.fault("sts", "delay", { ms: 1500, count: 1 });
    const answer = refusalCode(issue(person, { mfaCode }));
    await aws.faultsTaken();
    await rotateAccessKey(owner, sourceId, key);
    expect(await answer).toBe("issue_discarded");
    expect(await refusalCode(issue(person))).toBe("mfa_code_required");
  });

  test("is of the profile that it was opened with, and of no other", async () => {
    const mfaSerial = CAT_MFA.serialNumber;
    const sourceId = await through({ kind: "profile", profile: "cat" });
    const person = await assigned();
    await issue(person, { mfaCode: await aws.mfaCode(mfaSerial), mfaSerial });
    expect((await asked("AssumeRole")).at(-1)?.callerArn).toBe(CAT);
    await changeSource(owner, sourceId, { name: `renamed ${sourceId.slice(0, 8)}` });
    await issue(person);
    await changeSource(owner, sourceId, { profile: "ada" });
    const calls = (await asked("AssumeRole")).length;
    // The other user's device is not known, and the former one's is not taken for it.
    expect(await refusalCode(issue(person))).toBe("mfa_serial_missing");
    expect((await asked("AssumeRole")).length).toBe(calls);
  });

  test("is not kept for somebody who was disabled while AWS was asked", async () => {
    const mfaSerial = MAX_MFA.serialNumber;
    await through({ kind: "access_key", ...key, mfaSerial });
    const person = await assigned();
    const mfaCode = await aws.mfaCode(mfaSerial);
    await aws.fault("sts", "delay", { ms: 800, count: 1 });
    const answer = refusalCode(issue(person, { mfaCode }));
    await aws.faultsTaken();
    await changePerson(owner, person.personId, { disabled: true });
    expect(await answer).toBe("sign_in_required");
    expect(await db().mfaSession.count({ where: { personId: person.personId } })).toBe(0);
  });

  test("leaves nothing sealed behind when its life is over, and its device is still known", async () => {
    const mfaSerial = LEA_MFA.serialNumber;
    const sourceId = await through({ kind: "access_key", ...key });
    const [early, late] = [await assigned(), await assigned()];
    const place = { personId_sourceId: { personId: early.personId, sourceId } };
    const row = { serialNumber: mfaSerial, sealed: "v1.sealed", createdAt: now(), expiresAt: now() };
    await db().mfaSession.create({ data: { ...row, ...place.personId_sourceId } });
    await issue(late, { mfaCode: await aws.mfaCode(mfaSerial), mfaSerial });
    expect(await db().mfaSession.findUnique({ where: place, select: { sealed: true } })).toEqual({
      sealed: "",
    });
    expect(await refusalCode(issue(early))).toBe("mfa_code_required");
    expect(await refusalCode(issue(late))).toBe("none");
  });

  test("is opened by exactly one of fifty who give its code at once", async () => {
    // Another device than in the tests before: the sandbox, too, takes each code once.
    const mfaSerial = KIM_MFA.serialNumber;
    await through({ kind: "access_key", ...key, mfaSerial });
    const people: Viewer[] = [];
    for (let count = 0; count < 10; count += 1) people.push(await assigned());
    const mfaCode = await aws.mfaCode(mfaSerial);
    const before = (await asked("GetSessionToken")).length;
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const person = people[index % people.length] ?? owner;
        return issue(person, { mfaCode }).then(
          () => "issued",
          (error: unknown) => (isAppError(error) ? error.code : "internal_error"),
        );
      }),
    );
    const told = new Map<string, number>();
    for (const outcome of outcomes) told.set(outcome, (told.get(outcome) ?? 0) + 1);
    printFigure("one MFA code, 50 at once", Object.fromEntries(told));
    expect(told.get("issued")).toBe(1);
    expect([...told.keys()].sort()).toEqual(["issued", "mfa_code_reused"]);
    expect((await asked("GetSessionToken")).length - before).toBe(1);
    expect(await db().mfaSession.count({ where: { serialNumber: mfaSerial } })).toBe(1);
    expect(await everythingStored()).not.toContain(mfaCode);
  });
});

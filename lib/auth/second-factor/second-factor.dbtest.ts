import { readFileSync } from "node:fs";
import { TOTP } from "otpauth";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { transact } from "#lib/audit/transact.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { env } from "#lib/env.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import { expectNotAllowed, expectRefused, withEvent } from "#lib/testing/verb-promises.ts";
import { beginSecondFactor } from "./begin-second-factor.ts";
import { confirmSecondFactor } from "./confirm-second-factor.ts";
import { proveSecondFactor } from "./prove-second-factor.ts";
import { readSecondFactor } from "./read-second-factor.ts";
import { removeSecondFactor } from "./remove-second-factor.ts";
import { requireFreshSecondFactor, secondFactorFreshSeconds } from "./require-fresh-second-factor.ts";
import { resetSecondFactor } from "./reset-second-factor.ts";

testDatabase();

const clock: { genkanClockOffset?: number } = globalThis as { genkanClockOffset?: number };
let measured: number | undefined;
beforeAll(() => {
  measured = clock.genkanClockOffset;
});
afterEach(() => {
  if (measured === undefined) delete clock.genkanClockOffset;
  else clock.genkanClockOffset = measured;
});

/** Moves the database's clock as the portal reads it. */
function pass(seconds: number): void {
  clock.genkanClockOffset = (clock.genkanClockOffset ?? 0) + seconds * 1000;
}

/** What an authenticator app shows whose clock is this many seconds off. */
function codeOf(secret: string, offSeconds = 0): string {
  return new TOTP({ secret }).generate({ timestamp: now().getTime() + offSeconds * 1000 });
}

/** Six digits that are no code of these minutes. */
function wrongCode(secret: string): string {
  const right = [-90, -60, -30, 0, 30, 60, 90].map((seconds) => codeOf(secret, seconds));
  const wrong = ["000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777"];
  return wrong.find((code) => !right.includes(code)) ?? "";
}

/** Sets up an authenticator app for somebody, and lets its first step pass. */
async function enrol(viewer: Viewer): Promise<string> {
  const { secret } = await beginSecondFactor(viewer);
  await confirmSecondFactor(viewer, { code: codeOf(secret) });
  pass(60);
  return secret;
}

/** The same person in another browser. */
async function elsewhere(viewer: Viewer): Promise<Viewer> {
  const row = await db().signIn.findUniqueOrThrow({ where: { id: viewer.signInId } });
  const id = crypto.randomUUID();
  await db().signIn.create({ data: { ...row, id, sidHash: id, secondFactorAt: null } });
  return { ...viewer, signInId: id };
}

const fresh = (viewer: Viewer) => refusalCode(() => transact((tx) => requireFreshSecondFactor(tx, viewer)));
const stored = (viewer: Viewer) => db().secondFactor.findUnique({ where: { personId: viewer.personId } });

describe("setting up", () => {
  test("counts from the first code on, which proves it for this sign-in too", async () => {
    const viewer = await addViewer();
    expect(await readSecondFactor(viewer)).toEqual({ state: "none", since: null, provedUntil: null });
    expect(await fresh(viewer)).toBe("second_factor_not_enrolled");

    const setup = await beginSecondFactor(viewer);
    expect(setup.secret).toMatch(/^[A-Z2-7]{32}$/);
    const url = new URL(setup.otpauthUrl);
    expect(url.protocol).toBe("otpauth:");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      secret: setup.secret,
      issuer: setup.issuer,
      algorithm: "SHA1",
      digits: "6",
      period: "30",
    });
    expect(setup).toMatchObject({ issuer: "Genkan 127.0.0.1", label: viewer.email });
    expect(await readSecondFactor(viewer)).toMatchObject({ state: "pending", provedUntil: null });
    expect(await fresh(viewer)).toBe("second_factor_not_enrolled");

    const { answer, event } = await withEvent(() =>
      confirmSecondFactor(viewer, { code: codeOf(setup.secret) }),
    );
    expect(answer).toEqual(await readSecondFactor(viewer));
    expect(answer).toMatchObject({
      state: "set_up",
      since: expect.any(String),
      provedUntil: expect.any(String),
    });
    expect(event).toMatchObject({
      event: "second_factor.set_up",
      outcome: "done",
      viewerId: viewer.personId,
      subjectId: viewer.personId,
    });
    expect(await fresh(viewer)).toBe("none");
    expect(await fresh(await elsewhere(viewer))).toBe("second_factor_required");
  });

  test("begun again replaces the secret that was shown, and never one that counts", async () => {
    const viewer = await addViewer();
    const first = await beginSecondFactor(viewer);
    const second = await beginSecondFactor(viewer);
    expect(second.secret).not.toBe(first.secret);
    expect(await refusalCode(confirmSecondFactor(viewer, { code: codeOf(first.secret) }))).toBe(
      "second_factor_code_wrong",
    );
    await confirmSecondFactor(viewer, { code: codeOf(second.secret) });
    const before = await stored(viewer);
    await expectRefused(() => beginSecondFactor(viewer), "second_factor_enrolled");
    await expectRefused(() => confirmSecondFactor(viewer, { code: "123456" }), "second_factor_enrolled");
    expect(await stored(viewer)).toEqual(before);
  });

  test("begins at once in 20 browsers without a failure, and one secret stays", async () => {
    const viewer = await addViewer();
    const shown = await Promise.all(Array.from({ length: 20 }, () => beginSecondFactor(viewer)));
    const works: string[] = [];
    // Each is tried on a clean slate: it is the secrets that are counted here, not the attempts.
    for (const { secret } of shown) {
      await db().counter.deleteMany();
      if ((await refusalCode(confirmSecondFactor(viewer, { code: codeOf(secret) }))) === "none")
        works.push(secret);
    }
    expect(works).toHaveLength(1);
  });

  test("needs a sign-in of the last five minutes", async () => {
    const viewer = await addViewer();
    pass(301);
    await expectRefused(() => beginSecondFactor(viewer), "recent_sign_in_required");
    expect(await stored(viewer)).toBeNull();
  });

  test("keeps the secret sealed: raw it is nowhere in the database", async () => {
    const viewer = await addViewer();
    const { secret } = await beginSecondFactor(viewer);
    await confirmSecondFactor(viewer, { code: codeOf(secret) });
    const bytes = new TOTP({ secret }).secret;
    const forms = [secret, secret.toLowerCase(), bytes.hex, Buffer.from(bytes.bytes).toString("base64")];
    const everything = await wholeDatabase();
    expect(everything).toContain((await stored(viewer))?.sealedSecret);
    for (const form of forms) expect.soft(everything.includes(form), "found a secret").toBe(false);
  });
});

describe("proving", () => {
  test("lasts five minutes, for the sign-in session that gave the code and no other", async () => {
    const viewer = await addViewer();
    const other = await elsewhere(viewer);
    const secret = await enrol(viewer);
    pass(secondFactorFreshSeconds);
    expect(await fresh(viewer)).toBe("second_factor_required");
    expect(await readSecondFactor(viewer)).toMatchObject({ state: "set_up", provedUntil: null });

    const { answer, event } = await withEvent(() => proveSecondFactor(viewer, { code: codeOf(secret) }));
    expect(event).toMatchObject({
      event: "second_factor.proved",
      outcome: "done",
      subjectId: viewer.personId,
    });
    const left = Date.parse(answer.provedUntil) - now().getTime();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(secondFactorFreshSeconds * 1000);
    expect(await readSecondFactor(viewer)).toMatchObject(answer);
    expect(await fresh(viewer)).toBe("none");
    expect(await fresh(other)).toBe("second_factor_required");
    expect(await readSecondFactor(other)).toMatchObject({ state: "set_up", provedUntil: null });
    pass(secondFactorFreshSeconds - 20);
    expect(await fresh(viewer)).toBe("none");
    pass(21);
    expect(await fresh(viewer)).toBe("second_factor_required");
  });

  test("takes no code for a sign-in that was ended, and leaves that code good", async () => {
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    const ended = await elsewhere(viewer);
    await db().signIn.update({ where: { id: ended.signInId }, data: { endedAt: now() } });
    const code = codeOf(secret);
    expect(await refusalCode(proveSecondFactor(ended, { code }))).toBe("sign_in_required");
    expect(await fresh(ended)).toBe("second_factor_required");
    expect(await refusalCode(proveSecondFactor(viewer, { code }))).toBe("none");
  });

  test("takes no code of somebody else's app, and none before one is set up", async () => {
    const [viewer, other] = [await addViewer(), await addViewer()];
    const secret = await enrol(other);
    await expectRefused(
      () => proveSecondFactor(viewer, { code: codeOf(secret) }),
      "second_factor_not_enrolled",
    );
    await beginSecondFactor(viewer);
    await expectRefused(
      () => proveSecondFactor(viewer, { code: codeOf(secret) }),
      "second_factor_not_enrolled",
    );
    await enrol(viewer);
    expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret) }))).toBe(
      "second_factor_code_wrong",
    );
  });

  test("refuses a wrong code, which is on record once and shows no code", async () => {
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    const code = wrongCode(secret);
    const before = await lastSequence();
    expect(await refusalCode(proveSecondFactor(viewer, { code }))).toBe("second_factor_code_wrong");
    const events = await eventsAfter(before);
    expect(events).toMatchObject([
      {
        event: "second_factor.failed",
        outcome: "refused",
        viewerId: viewer.personId,
        fields: { use: "proof", code: "second_factor_code_wrong" },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(code);
  });

  test.each([
    ["half a minute slow", -30, "none"],
    ["half a minute fast", 30, "none"],
    ["a minute and more slow", -61, "second_factor_code_wrong"],
    ["a minute and more fast", 61, "second_factor_code_wrong"],
  ])("judges an app whose clock is %s by the database's clock", async (_, offSeconds, code) => {
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    pass(3600);
    expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret, offSeconds) }))).toBe(code);
  });

  test("takes each code once, and none of a step before one that was taken", async () => {
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    const [older, code] = [codeOf(secret, -30), codeOf(secret)];
    await proveSecondFactor(viewer, { code });
    const before = await lastSequence();
    expect(await refusalCode(proveSecondFactor(viewer, { code }))).toBe("second_factor_code_used");
    expect(await refusalCode(removeSecondFactor(viewer, { code: older }))).toBe("second_factor_code_used");
    expect(await eventsAfter(before)).toMatchObject([
      { event: "second_factor.failed", fields: { use: "proof", code: "second_factor_code_used" } },
      { event: "second_factor.failed", fields: { use: "removal", code: "second_factor_code_used" } },
    ]);
  });

  test("counts a code given 50 times at once exactly once", async () => {
    const rounds = 200;
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    for (let round = 0; round < rounds; round += 1) {
      pass(3600);
      const code = codeOf(secret);
      const codes = await Promise.all(
        Array.from({ length: 50 }, () => refusalCode(proveSecondFactor(viewer, { code }))),
      );
      expect(codes.filter((answer) => answer === "none")).toHaveLength(1);
      for (const answer of codes)
        expect(["none", "second_factor_code_used", "too_many_attempts"]).toContain(answer);
      await db().counter.deleteMany();
    }
    printFigure("G8 second factor", { database: testProvider, rounds, at_once: 50, successes: rounds });
  });
});

describe("guessing", () => {
  test("ends after five wrong codes in a quarter of an hour, even for the right one", async () => {
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    const wrong = { code: wrongCode(secret) };
    for (let tries = 0; tries < 5; tries += 1)
      expect(await refusalCode(proveSecondFactor(viewer, wrong))).toBe("second_factor_code_wrong");
    const before = await lastSequence();
    expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret) }))).toBe("too_many_attempts");
    expect(await refusalCode(removeSecondFactor(viewer, { code: codeOf(secret) }))).toBe("too_many_attempts");
    expect(await eventsAfter(before)).toMatchObject([
      { event: "second_factor.failed", fields: { code: "too_many_attempts" } },
      { event: "second_factor.failed", fields: { code: "too_many_attempts" } },
    ]);
    const other = await addViewer();
    const theirs = await enrol(other);
    expect(await refusalCode(proveSecondFactor(other, { code: codeOf(theirs) }))).toBe("none");
    pass(901);
    expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret) }))).toBe("none");
  });

  test("50 wrong codes at once are five tries", async () => {
    const viewer = await addViewer();
    const code = wrongCode(await enrol(viewer));
    const codes = await Promise.all(
      Array.from({ length: 50 }, () => refusalCode(proveSecondFactor(viewer, { code }))),
    );
    expect(codes.filter((answer) => answer === "second_factor_code_wrong")).toHaveLength(5);
    expect(codes.filter((answer) => answer === "too_many_attempts")).toHaveLength(45);
  });

  test("ends after 20 wrong codes in a day, however slowly they come", async () => {
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    for (let tries = 0; tries < 20; tries += 1) {
      expect(await refusalCode(proveSecondFactor(viewer, { code: wrongCode(secret) }))).toBe(
        "second_factor_code_wrong",
      );
      pass(901);
    }
    expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret) }))).toBe("too_many_attempts");
    pass(86_400);
    expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret) }))).toBe("none");
  });

  test("is not what a busy day of right codes looks like, and a right code forgives no wrong one", async () => {
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    for (let proofs = 0; proofs < 25; proofs += 1) {
      expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret) }))).toBe("none");
      pass(30);
    }
    const wrong = () => refusalCode(proveSecondFactor(viewer, { code: wrongCode(secret) }));
    for (let tries = 0; tries < 4; tries += 1) expect(await wrong()).toBe("second_factor_code_wrong");
    expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret) }))).toBe("none");
    expect(await wrong()).toBe("second_factor_code_wrong");
    expect(await wrong()).toBe("too_many_attempts");
  });

  test("is not possible with what is no code: it is refused before anything is counted", async () => {
    const viewer = await addViewer();
    const secret = await enrol(viewer);
    for (const input of [
      {},
      { code: "" },
      { code: "12345" },
      { code: "1234567" },
      { code: "12345６" },
      { code: " 12345" },
      { code: 123456 },
      { code: ["123456"] },
      { code: "123456", more: true },
      null,
    ])
      for (const verb of [confirmSecondFactor, proveSecondFactor, removeSecondFactor])
        expect.soft(await refusalCode(verb(viewer, input)), JSON.stringify(input)).toBe("invalid_input");
    expect(await refusalCode(proveSecondFactor(viewer, { code: codeOf(secret) }))).toBe("none");
  });
});

describe("removing", () => {
  test("one's own takes a code, ends what was proved everywhere, and another app can be set up", async () => {
    const viewer = await addViewer();
    const other = await elsewhere(viewer);
    const secret = await enrol(viewer);
    expect(await refusalCode(removeSecondFactor(viewer, { code: wrongCode(secret) }))).toBe(
      "second_factor_code_wrong",
    );
    expect(await readSecondFactor(viewer)).toMatchObject({ state: "set_up" });
    await proveSecondFactor(other, { code: codeOf(secret) });
    pass(30);
    const { event } = await withEvent(() => removeSecondFactor(viewer, { code: codeOf(secret) }));
    expect(event).toMatchObject({
      event: "second_factor.removed",
      subjectId: viewer.personId,
      fields: { by: "code", person: viewer.sessionName },
    });
    expect(await stored(viewer)).toBeNull();
    await expectRefused(
      () => removeSecondFactor(viewer, { code: codeOf(secret) }),
      "second_factor_not_enrolled",
    );
    const again = await enrol(viewer);
    expect(again).not.toBe(secret);
    expect(await fresh(viewer)).toBe("none");
    expect(await fresh(other)).toBe("second_factor_required");
  });

  test("somebody's is an owner's, with a recent sign-in, and never one's own", async () => {
    const owner = await addViewer("owner");
    const person = await addViewer("member");
    const others = [person, await addViewer("auditor"), await addViewer("member")];
    await enrol(person);
    await enrol(owner);
    await expectNotAllowed(others, (viewer) => resetSecondFactor(viewer, person.personId));
    await expectNotAllowed([owner], (viewer) => resetSecondFactor(viewer, viewer.personId));
    expect(await fresh(person)).toBe("none");

    const { event } = await withEvent(() => resetSecondFactor(owner, person.personId));
    expect(event).toMatchObject({
      event: "second_factor.removed",
      viewerId: owner.personId,
      subjectId: person.personId,
      fields: { by: "owner", person: person.sessionName },
    });
    expect(await fresh(person)).toBe("second_factor_not_enrolled");
    expect(await readSecondFactor(person)).toMatchObject({ state: "none" });
    await expectRefused(() => resetSecondFactor(owner, person.personId), "not_found");
    await expectRefused(() => resetSecondFactor(owner, "nobody"), "person_not_found");
    pass(301);
    await expectRefused(() => resetSecondFactor(owner, person.personId), "recent_sign_in_required");
  });
});

/** All that the database holds: SQLite's own files, or every text of PostgreSQL's tables. */
async function wholeDatabase(): Promise<string> {
  if (testProvider === "sqlite") {
    const file = env().DATABASE_URL.replace("file:", "");
    return [file, `${file}-wal`].map((path) => readFileSync(path, "latin1")).join("");
  }
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`;
  const texts = await Promise.all(
    tables.map(({ name }) => db().$queryRawUnsafe(`SELECT t::text FROM "${name}" t`)),
  );
  return JSON.stringify(texts);
}

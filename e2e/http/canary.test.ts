import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createDatabase } from "../../scripts/test-postgres.ts";
import { freshSecret, startCanaryPortal } from "../support/canary/canary-portal.ts";
import {
  answerPlaces,
  auditPlaces,
  bundlePlaces,
  databasePlaces,
  type Place,
} from "../support/canary/places.ts";
import { plantings, secretFinder } from "../support/canary/secret-spellings.ts";
import { secretsOnWire } from "../support/canary/secrets-on-wire.ts";
import { newSpread, type Spread } from "../support/canary/spread.ts";
import { spreadAwsSecrets } from "../support/canary/spread-aws-secrets.ts";
import { spreadPortalSecrets } from "../support/canary/spread-portal-secrets.ts";
import { notice } from "../support/notice.ts";

// G23: secrets that can be told apart go through the portal; then everything that it keeps or says is searched.

const kinds = [
  "AWS MFA code",
  "AssumeRole's SecretAccessKey",
  "AssumeRole's SessionToken",
  "AssumeRole's access key id",
  "AssumeRoleWithWebIdentity's SecretAccessKey",
  "AssumeRoleWithWebIdentity's SessionToken",
  "GENKAN_SECRET",
  "GetSessionToken's SecretAccessKey",
  "GetSessionToken's SessionToken",
  "OpenID Connect client secret",
  "OpenID Connect cookie",
  "SecretAccessKey of instance metadata",
  "SecretAccessKey of the container's endpoint",
  "Token of instance metadata",
  "Token of the container's endpoint",
  "access token",
  "authorization code",
  "console sign-in token",
  "container authorization token",
  "csrf cookie",
  "environment's secret access key",
  "identity token",
  "instance metadata token",
  "issuer's private key",
  "password",
  "pasted secret access key",
  "pasted session token",
  "profile's secret access key",
  "refused access key's secret",
  "sealed access key's id",
  "sealed access key's secret",
  "second factor's code",
  "second factor's secret",
  "setup token",
  "sid of a sign-in",
  "sign-in cookie",
];

/** What may be seen: that it is found shows that the places are really read. */
const marker = freshSecret("marker");
const shownIn = [
  "the table AwsRole",
  "the table AuditEvent",
  "the audit API",
  "GET /api/catalogue for owner",
  "GET /api/catalogue for developer",
  "GET /admin/roles for auditor",
];

describe.each([
  { database: "SQLite", databaseUrl: async () => undefined },
  { database: "PostgreSQL", databaseUrl: () => createDatabase(inject("postgresUrl"), "canary") },
])("on $database", ({ database, databaseUrl }) => {
  let spread: Spread;
  beforeAll(async () => {
    spread = newSpread(await startCanaryPortal(await databaseUrl()));
    await spread.role(spread.firstRoleArn, { note: marker });
    await spreadPortalSecrets(spread);
    await spreadAwsSecrets(spread);
    spread.canaries.push(...secretsOnWire(spread.recorder.exchanges));
  });
  afterAll(() => spread?.close());

  test("every kind of secret was really in use", () => {
    expect([...new Set(spread.canaries.map(([kind]) => kind))].sort()).toEqual(kinds);
    for (const [kind, secret] of spread.canaries)
      expect.soft(/^\d{6}$/.test(secret) || secret.length > 15, `${kind} of ${secret.length}`).toBe(true);
  });

  test("no secret is in the database, a log, the audit log, an answer, an error or a bundle", async () => {
    const said: Place[] = [
      // The token's one place is this log, on purpose.
      ["the log", spread.portal.output().replace(/\/setup#token=[\w-]+/, "")],
      ...(await auditPlaces(spread.portal, spread.company.auditor)),
      ...(await answerPlaces(spread.company, spread.used)),
      ...spread.errors,
      ["the log afterwards", spread.portal.output().replace(/\/setup#token=[\w-]+/, "")],
      ...(await databasePlaces(spread.portal)),
    ];
    // Built once, before either of them.
    const built = database === "SQLite" ? bundlePlaces() : [];
    const shows = secretFinder(marker);
    const shown = said.filter(([, content]) => shows(content)).map(([place]) => place);
    expect(shown).toEqual(expect.arrayContaining(shownIn));
    if (database === "SQLite")
      expect(shown.filter((place) => place.startsWith("the database file"))).not.toEqual([]);

    const found: string[] = [];
    for (const [kind, secret] of new Map(spread.canaries.map((canary) => [canary[1], canary])).values()) {
      const finds = secretFinder(secret);
      // Six digits were made after the build; what is in there by chance tells nobody a code.
      for (const [place, content] of /^\d{6}$/.test(secret) ? said : [...said, ...built])
        if (finds(content)) found.push(`${kind} in ${place}`);
    }
    expect(found).toEqual([]);
    // A private key in any form that the portal's own libraries write.
    for (const [place, content] of said)
      expect
        .soft(/"d\\?": ?\\?"[\w-]{40}|%22d%22%3A%22[\w-]{40}|BEGIN [A-Z ]*PRIVATE KEY/.test(content), place)
        .toBe(false);
    const places = said.length + built.length;
    const size = [...said, ...built].reduce((sum, [, content]) => sum + content.length, 0);
    notice(
      `${database}: ${kinds.length} kinds of secret (${spread.canaries.length} values) in none of ${places} places (${Math.round(size / 1024)} kB)`,
    );
  }, 180_000);

  test("the search finds each of them in each form, wherever it lies", () => {
    const file = join(spread.folder, "planted");
    let planted = 0;
    for (const [kind, secret] of spread.canaries) {
      const finds = secretFinder(secret);
      for (const [form, text] of plantings(secret)) {
        const noise = () => randomBytes(1000).toString("latin1");
        writeFileSync(file, Buffer.concat([randomBytes(1000), Buffer.from(text), randomBytes(1000)]));
        expect.soft(finds(readFileSync(file, "latin1")), `${kind} as ${form} in a file`).toBe(true);
        expect.soft(finds(`"${text}"`), `${kind} as ${form} in an answer`).toBe(true);
        expect.soft(finds(noise()), `${kind} in nothing`).toBe(false);
        planted += 1;
      }
    }
    notice(`${database}: ${planted} planted spellings were all found`);
  });
});

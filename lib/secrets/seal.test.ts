import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { openSecret, sealSecret } from "./seal.ts";

const place = { table: "CredentialSource", row: "a", column: "sealedKey" };

beforeAll(() => {
  process.env.GENKAN_URL = "http://127.0.0.1:3000";
  process.env.GENKAN_SECRET = "k3Jx9vQm2Lw7Tz5Rb8Yc4Nf6Hd1Gs0Pa";
});

test("a secret opens in its own place, and no envelope is like another", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (secret) => {
      const envelope = sealSecret(secret, place);
      expect(envelope).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
      expect(openSecret(envelope, place)).toBe(secret);
      expect(sealSecret(secret, place)).not.toBe(envelope);
    }),
  );
});

test.each([
  ["another row", { ...place, row: "b" }],
  ["another table", { ...place, table: "SigningKey" }],
  ["another column", { ...place, column: "other" }],
  ["parts that read the same together", { table: "CredentialSourc", row: "ea", column: "sealedKey" }],
])("a secret that was moved to %s does not open", async (_, other) => {
  const envelope = sealSecret("the secret", place);
  expect(await refusalCode(async () => openSecret(envelope, other))).toBe("sealed_secret_unreadable");
});

test("every changed character and every foreign envelope is refused", async () => {
  const envelope = sealSecret("the secret", place);
  const [version, id, body = ""] = envelope.split(".");
  const bytes = Buffer.from(body, "base64url");
  const damaged = [...bytes.keys()].map((at) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return `${version}.${id}.${copy.toString("base64url")}`;
  });
  const foreign = [
    "",
    "v1",
    `v2.${id}.${body}`,
    `v1.00000000.${body}`,
    `v1.${id}.`,
    `v1.${id}.AAAA`,
    `${envelope}.x`,
  ];
  for (const text of [...damaged, ...foreign])
    expect(await refusalCode(async () => openSecret(text, place))).toBe("sealed_secret_unreadable");
});

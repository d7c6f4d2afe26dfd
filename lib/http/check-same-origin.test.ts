import fc from "fast-check";
import { expect, test } from "vitest";
import { isAppError } from "#lib/errors.ts";

process.env.GENKAN_URL = "https://portal.example.com";
process.env.GENKAN_SECRET = "k3Jx9vQm2Lw7Tz5Rb8Yc4Nf6Hd1Gs0Pa";
const { checkSameOrigin } = await import("./check-same-origin.ts");

function allowed(site: string | null, origin: string | null): boolean {
  const headers = new Headers();
  if (site !== null) headers.set("sec-fetch-site", site);
  if (origin !== null) headers.set("origin", origin);
  try {
    checkSameOrigin(headers);
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === "cross_origin_refused") return false;
    throw error;
  }
}

const ours = "https://portal.example.com";

test.each([
  ["same-origin", null, true],
  ["same-origin", ours, true],
  [null, ours, true],
  [null, null, false],
  ["same-origin", "https://evil.example.com", false],
  ["same-origin", "null", false],
  ["cross-site", ours, false],
  ["same-site", ours, false],
  ["none", ours, false],
  ["none", null, false],
  ["cross-site", null, false],
  [null, "null", false],
  [null, "http://portal.example.com", false],
  [null, "https://portal.example.com:8443", false],
  [null, "https://portal.example.com.evil.com", false],
  [null, "https://PORTAL.example.com", false],
  [null, "https://portal.example.com/", false],
  [null, "https://portal.example.com, https://evil.example.com", false],
  ["same-origin, cross-site", null, false],
  ["Same-Origin", null, false],
])("Sec-Fetch-Site %s with Origin %s: allowed is %s", (site, origin, expected) => {
  expect(allowed(site, origin)).toBe(expected);
});

test("nothing but this origin and same-origin is ever let through", () => {
  const value = fc.option(
    fc.oneof(
      fc.webUrl(),
      fc.constantFrom(ours, "null", "same-origin", "none"),
      fc.string({ unit: "grapheme-ascii" }),
    ),
  );
  fc.assert(
    fc.property(value, value, (site, origin) => {
      const trimmed = (text: string | null) => text?.trim() ?? null;
      if (!allowed(site, origin)) return;
      expect([null, "same-origin"]).toContain(trimmed(site));
      expect([null, ours]).toContain(trimmed(origin));
      expect(site !== null || origin !== null).toBe(true);
    }),
    { numRuns: 1000 },
  );
}, 30_000);

import fc from "fast-check";
import { expect, test } from "vitest";

const origin = "https://portal.example.com";
process.env.GENKAN_URL = origin;
process.env.GENKAN_SECRET = "k3Jx9vQm2Lw7Tz5Rb8Yc4Nf6Hd1Gs0Pa";
const { safeCallbackPath } = await import("./safe-callback-path.ts");

test.each([
  ["/", "/"],
  ["/open/abc?region=eu-west-1#x", "/open/abc?region=eu-west-1#x"],
  [`${origin}/activity`, "/activity"],
  ["activity", "/activity"],
  ["?q=1", "/?q=1"],
  ["/a/../b", "/b"],
  ["/%2F%2Fevil.example.com", "/%2F%2Fevil.example.com"],
])("%s leads to %s", (value, path) => {
  expect(safeCallbackPath(value)).toBe(path);
});

test.each([
  ["another origin", "https://evil.example.com/"],
  ["two slashes", "//evil.example.com"],
  ["two slashes after a dot segment", "/.//evil.example.com"],
  ["backslashes", "/\\evil.example.com"],
  ["a tab between slashes", "/\t/evil.example.com"],
  ["a newline between slashes", "/\n/evil.example.com"],
  ["a script", "javascript:alert(1)"],
  ["data", "data:text/html,x"],
  ["a blob of this origin", `blob:${origin}/x`],
  ["a blob of this origin as a host", "blob:https://portal.example.com/@evil.example.com"],
  ["user information", "https://user:pw@portal.example.com/"],
  ["another port", "https://portal.example.com:8443/"],
  ["plain http", "http://portal.example.com/"],
  ["the API", "/api/auth/signout"],
  ["the sign-in page", "/sign-in?callbackUrl=/sign-in"],
  ["nothing parseable", "https://"],
  ["too long", `/${"x".repeat(2048)}`],
  ["no text", undefined],
  ["a list", ["/a"]],
  ["a number", 1],
])("%s leads to the start page", (_name, value) => {
  expect(safeCallbackPath(value)).toBe("/");
});

test("whatever is asked for, the result is a path of this origin, and giving it in again gives it back", () => {
  const part = fc.constantFrom(
    "/",
    "//",
    "\\",
    "..",
    ".",
    "@",
    ":",
    "?",
    "#",
    "%2f",
    "%5c",
    "\t",
    "\n",
    " ",
    "evil.example.com",
    "portal.example.com",
    "https:",
    "blob:",
    "javascript:",
    origin,
    "é",
    "api",
    "x",
  );
  const text = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
    fc.webUrl(),
    fc.string({ unit: "grapheme" }),
  );
  fc.assert(
    fc.property(text, (value) => {
      const path = safeCallbackPath(value);
      expect(path).toMatch(/^\/(?!\/|\\)/);
      expect(new URL(path, origin).origin).toBe(origin);
      expect(new URL(`${origin}${path}`).origin).toBe(origin);
      expect(safeCallbackPath(path)).toBe(path);
    }),
    { numRuns: 1000 },
  );
}, 30_000);

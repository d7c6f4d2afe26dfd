import { expect, test } from "vitest";
import { readStartLink } from "./read-start-link.ts";

test.each([
  ["", "/"],
  ["#", "/"],
  ["#/", "/"],
  ["#/?tab=accounts", "/"],
  ["#/saml/custom/1", "/"],
  ["#/device?user_code=BCDF-GHJK", "/device"],
  [
    "#/console?account_id=111122223333&role_name=Admin",
    "/start/console?account_id=111122223333&role_name=Admin",
  ],
  ["#/console?account_id=111122223333", "/start/console?account_id=111122223333"],
  ["#/console/?account_id=111122223333&role_name=", "/start/console?account_id=111122223333"],
  [
    "#/console?account_id=111122223333&destination=https%3A%2F%2Fconsole.aws.amazon.com%2Fs3%3Fregion%3Dx%23%2Fb",
    "/start/console?account_id=111122223333&destination=https%3A%2F%2Fconsole.aws.amazon.com%2Fs3%3Fregion%3Dx%23%2Fb",
  ],
  ["#/console", "/start/console?"],
])("leads %s to %s", (hash, path) => expect(readStartLink(hash, false)).toBe(path));

test.each([
  "#//evil.example/",
  "#https://evil.example/",
  "#/console/../../evil",
  "#/console?next=//evil.example",
])("leads to no other site and passes nothing unknown on: %s", (hash) =>
  expect(readStartLink(hash, false)).toMatch(/^\/(start\/console\?)?$/),
);

test("asks before anything starts when another site led here", () => {
  expect(readStartLink("#/console?account_id=111122223333&ask=false", true)).toBe(
    "/start/console?account_id=111122223333&ask=true",
  );
});

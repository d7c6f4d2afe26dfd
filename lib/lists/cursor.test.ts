import { expect, test } from "vitest";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { readCursor, writeCursor } from "./cursor.ts";

const cursor = { sort: "-name", values: ["東京", 7], id: "a-b", before: true };

test("a cursor reads back as it was written, and is fit for an address", () => {
  const plain = { ...cursor, values: ["東京/?&", 7.5] };
  const text = writeCursor(plain);
  expect(text).toMatch(/^[\w-]+$/);
  expect(readCursor(text, "-name")).toEqual(plain);
});

test("what is no cursor of the list is refused", async () => {
  const wrong = [
    "",
    "x",
    "////",
    "null",
    Buffer.from('{"s":"-name"}').toString("base64url"),
    Buffer.from('{"s":"-name","v":[{}],"i":"1","b":true}').toString("base64url"),
    writeCursor({ ...cursor, sort: "name" }),
    writeCursor({ ...cursor, values: ["a\0b"] }),
    writeCursor({ ...cursor, id: "\0" }),
    writeCursor({ ...cursor, values: Array.from({ length: 9 }, () => 1) }),
  ];
  for (const text of wrong)
    expect.soft(await refusalCode(async () => readCursor(text, "-name")), text).toBe("cursor_malformed");
});

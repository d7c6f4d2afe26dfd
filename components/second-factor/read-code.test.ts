import { expect, test } from "vitest";
import { readCode } from "./read-code.ts";

test.each(["123456", " 123456\n", "123 456", "123-456", "12 34 56", "１２３４５６", "123　456"])(
  "reads %j as 123456",
  (text) => expect(readCode(text)).toBe("123456"),
);

test.each(["", "12345", "1234567", "12345a", "123.456", "+123456"])("finds no code in %j", (text) =>
  expect(readCode(text)).toBeNull(),
);

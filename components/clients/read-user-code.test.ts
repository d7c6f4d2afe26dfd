import { expect, test } from "vitest";
import { readUserCode } from "./read-user-code.ts";

test.each(["BCDF-GHJK", "bcdfghjk", " bcdf ghjk ", "BCDF – GHJK", "ＢＣＤＦ－ＧＨＪＫ", "b c d f g h j k"])(
  "takes a code as it is typed: %s",
  (typed) => expect(readUserCode(typed)).toBe("BCDF-GHJK"),
);

test.each(["", "BCDFGHJ", "BCDFGHJKL", "ABCD-EFGH", "BCDF_GHJK", "1234-5678", "BCDF-GHJK?"])(
  "refuses what is no code: %s",
  (typed) => expect(readUserCode(typed)).toBeNull(),
);

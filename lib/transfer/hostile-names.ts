import fc from "fast-check";
import { hostileString } from "#lib/credentials/hostile-strings.ts";

const piece = fc.oneof(
  hostileString,
  fc.constantFrom("\n", "\r", "\r\n", "\t", "\0", "\x1b[2J", "\x07", "\u0085", "\u2028", "\u2029", "\uFEFF"),
  fc.constantFrom("\ud800", "\udfff", "\u202E", "\u2066", "\u200F", "\u200B", "\u00a0", "\u3000", "\u0301"),
  fc.constantFrom("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "＝1+1", "＠x", "'=1", '=HYPERLINK("x")'),
  fc.constantFrom("$(touch pwned)", "`touch pwned`", "; touch pwned;", "&& touch pwned", "|touch pwned"),
  fc.constantFrom("<script>alert(1)</script>", "</A>", '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "<!--"),
  fc.constantFrom(
    "\n[default]\naws_access_key_id = x\n",
    "\n[profile x]\ncredential_process = touch pwned\n",
  ),
  fc.constantFrom(
    "]",
    "[",
    "[x]",
    "] # ",
    "# ",
    "; ",
    " ; x",
    "profile x",
    "default",
    "__proto__",
    "constructor",
  ),
  fc.constantFrom(
    '"',
    '""',
    "'",
    ",",
    ";",
    "\\",
    "\\n",
    "a=b;c=d",
    "%00",
    "％",
    "；",
    "＃",
    "［ｄｅｆａｕｌｔ］",
  ),
);

/**
 * Names of up to a hundred units that try to leave whatever file they are put in; control characters and halves of
 * characters included. The same every time, so that a failure can be run again.
 */
export function hostileNames(count: number): string[] {
  const name = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join("").slice(0, 100));
  return fc.sample(name, { numRuns: count, seed: 20260304 });
}

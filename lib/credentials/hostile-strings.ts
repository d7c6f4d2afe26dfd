import fc from "fast-check";

/**
 * One-line strings that try to leave whatever quotes they are put in. The commands in them would leave a file named
 * `pwned` behind in the folder that the tests run in.
 */
export const hostileString: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(..."'\"`$%!^&|;<>()[]{}*?~#=\\/-+,.:@ ", "‘", "’", "‚", "‛", "“", "”", "é", "本", "👟"),
      fc.constantFrom("$(touch pwned)", "`touch pwned`", "; touch pwned;", "& touch pwned &", "|touch pwned"),
      fc.constantFrom(
        "'; touch pwned; '",
        '"; touch pwned; "',
        "’; touch pwned; ‘",
        "(touch pwned)",
        "-n",
        "--",
      ),
      fc.constantFrom(
        "%PATH%",
        "!PATH!",
        `$${"{PATH}"}`,
        "$PATH",
        "%%",
        "\\n",
        "\\'",
        "\\\\",
        " #",
        " ;",
        "EOF",
        "~",
      ),
      fc.constantFrom("credential_process = touch pwned", "[default]", "''", '""', "!!", "\\0", "^&"),
      fc.string({ unit: "grapheme", maxLength: 6 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join("").replace(/[\p{Cc}\p{Cs}]/gu, ""));

/** The same strings every time, so that a failure can be run again. */
export function hostileStrings(count: number): string[] {
  return fc.sample(hostileString, { numRuns: count, seed: 20260301 });
}

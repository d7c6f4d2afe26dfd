import { AppError } from "#lib/errors.ts";

const mostBytes = 2 * 1024 * 1024;

export type ImportFormat = "AWS config" | "AWS Extend Switch Roles" | "CSV";
/** Why a whole text is no such file; the words are in `errors.import_malformed`. */
export type MalformedReason = keyof typeof reasons;

/**
 * The text without byte order marks.
 * @throws AppError `import_malformed` when it is empty or over 2 MB
 */
export function checkImportText(format: ImportFormat, text: string): string {
  if (Buffer.byteLength(text) > mostBytes) throw importMalformed(format, "too_long");
  const plain = text.replace(/^\uFEFF/, "");
  if (plain.trim() === "") throw importMalformed(format, "empty");
  return plain;
}

/** The refusal of a whole text. Never names what stands in it. */
export function importMalformed(format: ImportFormat, reason: MalformedReason): AppError {
  return new AppError("import_malformed", `That cannot be read as ${format}: ${reasons[reason]}.`, {
    details: { format, reason },
  });
}

const reasons = {
  too_long: "it is longer than 2 MB",
  empty: "it is empty",
  no_section: "no line of it is a [section]",
  no_header: "its first line names neither role_arn nor account_id",
  quote_open: "a quoted cell does not end where it should",
  too_many_rows: "it has more than 20,000 rows",
} as const;

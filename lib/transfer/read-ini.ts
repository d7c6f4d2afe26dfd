export type IniSetting = { key: string; value: string; line: number };

export type IniSection = {
  /** Between the brackets, with single blanks. */
  header: string;
  line: number;
  /** In the file's order; a key may be there twice. Keys are in lower case. */
  settings: IniSetting[];
  /** Settings below one without a value, such as `s3 =`. */
  nested: IniSetting[];
  /** Comment lines without their sign. */
  comments: string[];
  /** Lines that are neither setting, section nor comment. */
  unreadable: number[];
  /** Keys of settings that stand deeper than the one before, which has a value. */
  indented: string[];
};

export type Ini = {
  sections: IniSection[];
  /** Lines before the first section that are not comments. */
  outside: number[];
  /** Lines that begin a section and do not end its name. What stands below them is nobody's. */
  open: number[];
  /** Comments, and lines that nothing is read from. */
  unread: string[];
};

/**
 * - `aws`: a line deeper than the setting above belongs to it; a comment may follow a blank.
 * - `switch-roles`: every line stands for itself; `;` and `#` start a comment anywhere.
 */
export type IniDialect = "aws" | "switch-roles";

/**
 * Reads INI as AWS's clients do, and leniently where they differ. botocore takes Python's configparser: `=` or `:`, keys
 * in any case, deeper lines continue a value, no comments behind values, and a file with a section or setting twice is
 * refused. The SDK for JavaScript cuts ` #` and ` ;` off values, merges, and takes a deeper setting for one of its own.
 * https://github.com/boto/botocore/blob/develop/botocore/configloader.py,
 * https://docs.python.org/3/library/configparser.html#supported-ini-file-structure,
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function readIni(text: string, dialect: IniDialect): Ini {
  const ini: Ini = { sections: [], outside: [], open: [], unread: [] };
  let section: IniSection | undefined;
  // Below a section whose name does not end, settings would otherwise become those of the one before.
  let passing = false;
  let above: { setting: IniSetting; indent: number } | undefined;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const whole = raw.trim();
    if (whole === "") continue;
    if (/^[#;]/.test(whole)) {
      section?.comments.push(whole.slice(1).trim());
      ini.unread.push(whole);
      continue;
    }
    const indent = raw.length - raw.trimStart().length;
    const header = sectionHeader(whole);
    const open = header === undefined && whole.startsWith("[");
    if (open) {
      ini.open.push(line);
      section = above = undefined;
    }
    passing = open || (passing && header === undefined);
    if (header !== undefined) {
      section = { header, line, settings: [], nested: [], comments: [], unreadable: [], indented: [] };
      ini.sections.push(section);
      above = undefined;
      continue;
    }
    if (section === undefined) {
      if (!passing) ini.outside.push(line);
      ini.unread.push(whole);
      continue;
    }
    const said = withoutComment(whole, dialect);
    const setting = settingOf(said, line);
    ini.unread.push(setting === undefined ? whole : whole.slice(said.length));
    const deeper = dialect === "aws" && above !== undefined && indent > above.indent;
    if (deeper && above !== undefined) takeDeeper(section, above.setting, setting, line);
    else if (setting === undefined) section.unreadable.push(line);
    else {
      section.settings.push(setting);
      above = { setting, indent };
    }
  }
  return ini;
}

// A deeper line after a value: botocore makes it part of the value, with a newline. No setting that is read here could
// mean that, and so one that looks like a setting is taken as one, as the SDK for JavaScript does.
function takeDeeper(
  section: IniSection,
  above: IniSetting,
  setting: IniSetting | undefined,
  line: number,
): void {
  if (setting === undefined) section.unreadable.push(line);
  else if (above.value === "") section.nested.push(setting);
  else {
    section.settings.push(setting);
    section.indented.push(setting.key);
  }
}

function sectionHeader(line: string): string | undefined {
  // The bracket that ends it is the last one before a comment.
  const found = /^\[(.*)\]$/.exec(line)?.[1] ?? /^\[(.*?)\]\s*[#;]/.exec(line)?.[1];
  return found?.trim().replace(/\s+/g, " ") || undefined;
}

function settingOf(text: string, line: number): IniSetting | undefined {
  const at = text.search(/[=:]/);
  const key = text.slice(0, Math.max(at, 0)).trim().toLowerCase();
  return key === "" ? undefined : { key, value: text.slice(at + 1).trim(), line };
}

function withoutComment(line: string, dialect: IniDialect): string {
  if (dialect === "aws") return line.replace(/\s[#;].*$/s, "");
  // A colour with its sign would be a comment to the extension; it is not meant so.
  const start = /^[^=]*=\s*"?#/.exec(line)?.[0].length ?? 0;
  return line.slice(0, start) + line.slice(start).replace(/[#;].*$/s, "");
}

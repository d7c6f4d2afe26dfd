import type { RefusedEntry } from "./entries-view.ts";
import { entryNote, sectionPlace } from "./entry-notes.ts";
import type { FoundSecrets } from "./found-secrets.ts";
import { type OwnComments, readOwnComments } from "./own-comments.ts";
import { type Ini, type IniSection, readIni } from "./read-ini.ts";

export type AwsProfile = {
  name: string;
  /** `[profile shop]`, as it stands in the file. */
  at: string;
  settings: ReadonlyMap<string, string>;
  comments: OwnComments;
};

export type AwsProfiles = {
  profiles: ReadonlyMap<string, AwsProfile>;
  ssoSessions: ReadonlyMap<string, ReadonlyMap<string, string>>;
  refused: RefusedEntry[];
  notes: RefusedEntry[];
  /** How many lines are a section's header. */
  sections: number;
};

/**
 * The profiles of AWS's shared files, merged: sections of one name are one profile, the last of a repeated setting
 * wins, and what stands under `[shop]`, as in the credentials file, wins over `[profile shop]`.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function awsConfigProfiles(texts: readonly string[], secrets: FoundSecrets): AwsProfiles {
  const inis = texts.map((text) => readIni(text, "aws"));
  for (const ini of inis) lookFor(ini, secrets);
  const named = inis.flatMap((ini) => ini.sections.map((section) => ({ section, ...sectionName(section) })));
  const ofConfig = named.filter(({ kind }) => kind === "profile");
  const ofCredentials = named.filter(({ kind }) => kind === "bare");
  const profiles = new Map<string, { name: string; at: string; sections: IniSection[] }>();
  for (const { section, name } of [...ofConfig, ...ofCredentials]) {
    const known = profiles.get(name);
    if (known) known.sections.push(section);
    else profiles.set(name, { name, at: sectionPlace(section.header), sections: [section] });
  }
  const ssoSessions = new Map(
    named.flatMap(({ section, kind, name }) =>
      kind === "sso-session" ? [[name, settingsOf([section])]] : [],
    ),
  );
  return {
    profiles: new Map(
      [...profiles].map(([name, { at, sections }]) => [
        name,
        {
          name,
          at,
          settings: settingsOf(sections),
          comments: readOwnComments(sections.flatMap((section) => section.comments)),
        },
      ]),
    ),
    ssoSessions,
    refused: inis.flatMap(unreadableLines),
    notes: inis.flatMap(oddities),
    sections: named.length,
  };
}

// botocore splits the name as a shell would; quotes are for names with blanks, which are taken without them as well.
function sectionName({ header }: IniSection): { kind: string; name: string } {
  const [, prefix, rest] = /^(profile|sso-session|services)\s(.+)$/s.exec(header) ?? [];
  if (prefix === undefined || rest === undefined) return { kind: "bare", name: unquoted(header) };
  return { kind: prefix, name: unquoted(rest.trim()) };
}

function unquoted(name: string): string {
  const inside = /^"((?:[^"\\]|\\.)*)"$/s.exec(name)?.[1] ?? /^'([^']*)'$/.exec(name)?.[1];
  return inside === undefined ? name : inside.replace(/\\(["\\])/g, "$1");
}

function settingsOf(sections: readonly IniSection[]): Map<string, string> {
  return new Map(sections.flatMap(({ settings }) => settings.map(({ key, value }) => [key, value])));
}

function lookFor(ini: Ini, secrets: FoundSecrets): void {
  for (const { settings, nested } of ini.sections)
    for (const { key, value } of [...settings, ...nested]) secrets.look(key, value);
  for (const text of ini.unread) secrets.lookThrough(text);
}

function unreadableLines(ini: Ini): RefusedEntry[] {
  const outside = ini.outside.map((line) => entryNote(`line ${line}`, "", "outside_section"));
  const open = ini.open.map((line) => entryNote(`line ${line}`, "", "section_open"));
  const unreadable = ini.sections.flatMap((section) =>
    section.unreadable.map((line) =>
      entryNote(`line ${line}`, sectionPlace(section.header), "line_unreadable"),
    ),
  );
  return [...outside, ...open, ...unreadable];
}

function oddities(ini: Ini): RefusedEntry[] {
  const seen = new Set<string>();
  return ini.sections.flatMap((section) => {
    const at = sectionPlace(section.header);
    const found: RefusedEntry[] = [];
    if (seen.has(section.header)) found.push(entryNote(at, at, "section_repeated", { line: section.line }));
    seen.add(section.header);
    for (const setting of repeated(section.settings.map(({ key }) => key)))
      found.push(entryNote(at, at, "setting_repeated", { setting }));
    for (const setting of section.indented) found.push(entryNote(at, at, "setting_indented", { setting }));
    return found;
  });
}

function repeated(keys: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(keys.filter((key) => seen.has(key) || !seen.add(key)));
}

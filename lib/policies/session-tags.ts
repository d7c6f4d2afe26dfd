/** A session tag of a role; the value is a template over the person. */
export type TagTemplate = { key: string; value: string; transitive: boolean };
/** A session tag as STS is told. */
export type RenderedTag = { key: string; value: string; transitive: boolean };

/** Whose session it is. */
export type TaggedPerson = {
  id: string;
  name: string;
  email: string;
  /** Their RoleSessionName. */
  sessionName: string;
  groups: readonly string[];
};

/** What a template may name. */
export const tagVariables = ["person", "email", "name", "id", "groups"] as const;
export type TagVariable = (typeof tagVariables)[number];

export type TagsCheck = { ok: true } | TagsRefusal;
export type TagsRefusal = { ok: false; message: string } & (
  | { code: "too_many_tags"; details: Record<string, never> }
  | { code: "tag_key_malformed" | "tag_key_repeated" | "tag_value_malformed"; details: { key: string } }
  | { code: "template_variable_unknown"; details: { variable: string; known: string } }
);
export type RenderedTags =
  | { ok: true; tags: RenderedTag[] }
  | {
      ok: false;
      code: "tag_value_too_long";
      message: string;
      details: { key: string; length: number };
    };

// https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html and
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
const mostTags = 50;
const keyText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const valueText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const mostValue = 256;
const mostTemplate = 1024;
const reserved = /^aws:/i;
const variable = /\{([^{}]*)\}/g;
const known = tagVariables.map((name) => `{${name}}`).join(" ");

/** Checks a role's session tags: keys, literal text and variables, and that AWS would take that many. */
export function checkSessionTags(tags: readonly TagTemplate[]): TagsCheck {
  if (tags.length > mostTags)
    return {
      ok: false,
      code: "too_many_tags",
      message: `AWS takes at most ${mostTags} session tags.`,
      details: {},
    };
  const seen = new Set<string>();
  for (const tag of tags) {
    const refusal = checkTag(tag, seen);
    if (refusal) return refusal;
    seen.add(tag.key.toLowerCase());
  }
  return { ok: true };
}

function checkTag({ key, value }: TagTemplate, seen: ReadonlySet<string>): TagsRefusal | null {
  const details = { key: key.slice(0, 128) };
  if (!keyText.test(key) || reserved.test(key))
    return { ok: false, code: "tag_key_malformed", message: "AWS does not take this tag key.", details };
  if (seen.has(key.toLowerCase()))
    return { ok: false, code: "tag_key_repeated", message: "A tag key is there twice.", details };
  const unknown = [...value.matchAll(variable)].find(([, name]) => !isTagVariable(name))?.[0].slice(0, 64);
  if (unknown !== undefined)
    return {
      ok: false,
      code: "template_variable_unknown",
      message: `There is no ${unknown}. A value may name ${known}.`,
      details: { variable: unknown, known },
    };
  const literal = value.replace(variable, "");
  if (!valueText.test(literal) || literal.length > mostValue || value.length > mostTemplate)
    return { ok: false, code: "tag_value_malformed", message: "AWS does not take this tag value.", details };
  return null;
}

/**
 * The tags of one person's session. What AWS does not take in a value becomes `=XX` for each of its UTF-8 bytes, and
 * `=` itself as well, so that no two people's attributes become the same value. `{person}` is the session name as
 * STS sees it, with `=2C` for its commas. `{groups}` are joined by `:`, which within a group's name is `=3A`.
 * A value that is too long is refused: cut, it would name another group or person.
 * @param tags checked ones
 */
export function renderSessionTags(tags: readonly TagTemplate[], person: TaggedPerson): RenderedTags {
  const values: Record<TagVariable, string> = {
    // No `=` is encoded here: a session name has it only where it stands for a byte.
    person: encode(person.sessionName, /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu),
    email: encode(person.email, /[^\p{L}\p{Z}\p{N}_.:/+\-@]/gu),
    name: encode(person.name, /[^\p{L}\p{Z}\p{N}_.:/+\-@]/gu),
    id: encode(person.id, /[^\p{L}\p{Z}\p{N}_.:/+\-@]/gu),
    groups: person.groups.map((group) => encode(group, /[^\p{L}\p{Z}\p{N}_./+\-@]/gu)).join(":"),
  };
  const rendered: RenderedTag[] = [];
  for (const { key, value: template, transitive } of tags) {
    const value = template.replace(variable, (text, name: string) =>
      isTagVariable(name) ? values[name] : text,
    );
    const { length } = value;
    if (length > mostValue)
      return {
        ok: false,
        code: "tag_value_too_long",
        message: `A tag value would have ${length} characters, and AWS takes ${mostValue}.`,
        details: { key, length },
      };
    rendered.push({ key, value, transitive });
  }
  return { ok: true, tags: rendered };
}

function encode(text: string, refused: RegExp): string {
  return text.replace(refused, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}

function isTagVariable(name: string | undefined): name is TagVariable {
  return (tagVariables as readonly (string | undefined)[]).includes(name);
}

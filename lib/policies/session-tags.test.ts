import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSessionTags, renderSessionTags, type TaggedPerson, tagVariables } from "./session-tags.ts";

const takenByAws = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const tag = (key: string, value = "", transitive = false) => ({ key, value, transitive });
const ada: TaggedPerson = {
  id: "4f1c7f0e-0000-4000-8000-000000000001",
  name: "Ada Lovelace",
  email: "ada@example.com",
  sessionName: "ada@example.com",
  groups: ["dev", "ops"],
};
const valueFor = (template: string, person: TaggedPerson = ada) => {
  const rendered = renderSessionTags([tag("k", template)], person);
  return rendered.ok ? rendered.tags[0]?.value : rendered.code;
};

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const tricky = fc.string({ unit: fc.constantFrom("a", ":", "=", "3", "A", ",", "é", "日", "(", " ") });
const attribute = fc.oneof(text, tricky, fc.emailAddress());
const encodedName = fc.string({ unit: fc.constantFrom(..."az09_+,.@-="), minLength: 2, maxLength: 64 });
const person: fc.Arbitrary<TaggedPerson> = fc.record({
  id: fc.uuid(),
  name: attribute,
  email: attribute,
  sessionName: encodedName,
  groups: fc.array(attribute, { maxLength: 5 }),
});

test.each([
  ["{person}", "ada@example.com"],
  ["{email}", "ada@example.com"],
  ["{name}", "Ada Lovelace"],
  ["{id}", ada.id],
  ["{groups}", "dev:ops"],
  ["team/{name}={id}", `team/Ada Lovelace=${ada.id}`],
  ["plain", "plain"],
  ["", ""],
])("%s is %s", (template, value) => {
  expect(checkSessionTags([tag("k", template)])).toEqual({ ok: true });
  expect(valueFor(template)).toBe(value);
});

test("what AWS does not take is encoded and never dropped, letters of any script stay", () => {
  expect(valueFor("{name}", { ...ada, name: "Zoë (ops), 玄関" })).toBe("Zoë =28ops=29=2C 玄関");
  expect(valueFor("{name}", { ...ada, name: "a=b" })).toBe("a=3Db");
  expect(valueFor("{groups}", { ...ada, groups: ["a:b", "c"] })).toBe("a=3Ab:c");
  expect(valueFor("{person}", { ...ada, sessionName: "=C3=A9,x@example.com" })).toBe(
    "=C3=A9=2Cx@example.com",
  );
});

test("whatever is rendered, AWS takes, or it is told with its length", () => {
  const templates = fc.array(
    fc.constantFrom(...tagVariables.map((name) => `{${name}}`), "a", " ", "=", ":", "é"),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(templates, fc.boolean(), person, (parts, transitive, whose) => {
      const tags = [tag("k", parts.join(""), transitive)];
      expect(checkSessionTags(tags)).toEqual({ ok: true });
      const rendered = renderSessionTags(tags, whose);
      if (rendered.ok) {
        expect(rendered.tags).toEqual([{ key: "k", value: rendered.tags[0]?.value, transitive }]);
        expect(rendered.tags[0]?.value).toMatch(takenByAws);
        expect(rendered.tags[0]?.value.length).toBeLessThanOrEqual(256);
      } else {
        expect(rendered).toMatchObject({ code: "tag_value_too_long", details: { key: "k" } });
        expect(rendered.details.length).toBeGreaterThan(256);
      }
    }),
    { numRuns: 3000 },
  );
});

test.each(["person", "email", "name", "groups"] as const)(
  "two people whose {%s} differs never have the same value",
  (variable) => {
    const given = (whose: TaggedPerson) =>
      JSON.stringify(variable === "person" ? whose.sessionName : whose[variable]);
    // A session name has an `=` only before two hexadecimal digits of a byte that is not plain.
    const isSessionName = (whose: TaggedPerson) => !/=(?![0-9A-F]{2})|=2C/.test(whose.sessionName);
    fc.assert(
      fc.property(person, person, (one, other) => {
        fc.pre(given(one) !== given(other) && isSessionName(one) && isSessionName(other));
        // No group and one group without a name are the same to a policy.
        fc.pre(one.groups.every((group) => group !== "") && other.groups.every((group) => group !== ""));
        fc.pre([one, other].every((whose) => JSON.stringify(whose).length < 400));
        const [first, second] = [valueFor(`{${variable}}`, one), valueFor(`{${variable}}`, other)];
        fc.pre(first !== "tag_value_too_long" && second !== "tag_value_too_long");
        expect(first).not.toBe(second);
      }),
      { numRuns: 2000 },
    );
  },
);

const many = (count: number) => Array.from({ length: count }, (_, index) => tag(`k${index}`));

test("takes 50 tags and the longest keys and values", () => {
  expect(checkSessionTags(many(50))).toEqual({ ok: true });
  expect(checkSessionTags([tag("k".repeat(128), "v".repeat(256))])).toEqual({ ok: true });
  expect(checkSessionTags([tag("コスト センター:a_.:/=+-@9", "値")])).toEqual({ ok: true });
});

test.each([
  ["51 tags", many(51), "too_many_tags", {}],
  ["an empty key", [tag("")], "tag_key_malformed", { key: "" }],
  ["a long key", [tag("k".repeat(129))], "tag_key_malformed", { key: "k".repeat(128) }],
  ["a key of AWS's own", [tag("AWS:x")], "tag_key_malformed", { key: "AWS:x" }],
  ["a key with a comma", [tag("a,b")], "tag_key_malformed", { key: "a,b" }],
  ["a key with a variable", [tag("{name}")], "tag_key_malformed", { key: "{name}" }],
  ["a key twice", [tag("Team"), tag("team")], "tag_key_repeated", { key: "team" }],
  ["a value with a comma", [tag("k", "a,b")], "tag_value_malformed", { key: "k" }],
  ["a value with a NUL", [tag("k", "a\u0000")], "tag_value_malformed", { key: "k" }],
  ["a lone brace", [tag("k", "a{b")], "tag_value_malformed", { key: "k" }],
  ["doubled braces", [tag("k", "{{name}}")], "tag_value_malformed", { key: "k" }],
  ["a long value", [tag("k", "v".repeat(257))], "tag_value_malformed", { key: "k" }],
  ["a very long template", [tag("k", "{id}".repeat(300))], "tag_value_malformed", { key: "k" }],
  [
    "an unknown variable",
    [tag("k", "{name} {department}")],
    "template_variable_unknown",
    { variable: "{department}", known: "{person} {email} {name} {id} {groups}" },
  ],
  [
    "a variable without a name",
    [tag("k", "{}")],
    "template_variable_unknown",
    { variable: "{}", known: "{person} {email} {name} {id} {groups}" },
  ],
])("refuses %s", (_, tags, code, details) => {
  expect(checkSessionTags(tags)).toMatchObject({ ok: false, code, details });
});

test("no list of tags whatever makes the check throw", () => {
  const anything = fc.array(fc.record({ key: text, value: text, transitive: fc.boolean() }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(anything, (tags) => {
      const check = checkSessionTags(tags);
      if (check.ok) expect(renderSessionTags(tags, ada)).toMatchObject({ ok: true });
    }),
    { numRuns: 1000 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSessionName, renderSessionName } from "./session-name.ts";

const takenByAws = /^[\w+=,.@-]{2,64}$/;
const plain = [..."abzABZ019_+=,.@-"];
const around = fc.string({ unit: fc.constantFrom(...plain), maxLength: 40 });
const sessionName = fc.string({ unit: fc.constantFrom(...plain), minLength: 2, maxLength: 64 });

test.each([
  "{person}",
  "genkan-{person}",
  "{person}@prod",
  "a=b,c.d_{person}+x",
  `${"x".repeat(62)}{person}`,
])("takes %s", (template) => {
  expect(checkSessionName(template)).toEqual({ ok: true });
});

test.each([
  "",
  "person",
  "{person}{person}",
  "{Person}",
  "{email}",
  "{person",
  "a b{person}",
  "{person}/x",
  "{person}é",
  "{person}\n",
  "{{person}}",
  `${"x".repeat(63)}{person}`,
])("refuses %j", (template) => {
  expect(checkSessionName(template)).toMatchObject({ ok: false, code: "session_name_malformed" });
});

test("whatever is taken renders to what AWS takes, or is told with its length", () => {
  fc.assert(
    fc.property(around, around, sessionName, (before, after, name) => {
      const template = `${before}{person}${after}`;
      fc.pre(checkSessionName(template).ok);
      const whole = `${before}${name}${after}`;
      const rendered = renderSessionName(template, { sessionName: name });
      if (whole.length > 64)
        expect(rendered).toMatchObject({
          ok: false,
          code: "session_name_too_long",
          details: { length: whole.length },
        });
      else {
        expect(rendered).toEqual({ ok: true, sessionName: whole });
        expect(whole).toMatch(takenByAws);
      }
    }),
    { numRuns: 2000 },
  );
});

test("any text at all is taken only with one {person} and nothing else that AWS refuses", () => {
  const pieces = fc.constantFrom("{person}", "{", "}", "{email}", "a", "-", " ", "é", "\u0000", "$&");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const template = parts.join("");
      const right = /^[\w+=,.@-]*\{person\}[\w+=,.@-]*$/.test(template);
      expect(checkSessionName(template).ok).toBe(right);
    }),
    { numRuns: 2000 },
  );
});

test("two people never have one session name at a role", () => {
  fc.assert(
    fc.property(around, around, sessionName, sessionName, (before, after, one, other) => {
      fc.pre(one !== other);
      const template = `${before}{person}${after}`;
      const first = renderSessionName(template, { sessionName: one });
      const second = renderSessionName(template, { sessionName: other });
      if (first.ok && second.ok) expect(first.sessionName).not.toBe(second.sessionName);
    }),
    { numRuns: 2000 },
  );
});

test("without a template it is the person's own, and a replacement pattern in it means nothing", () => {
  expect(renderSessionName(null, { sessionName: "ada@example.com" })).toEqual({
    ok: true,
    sessionName: "ada@example.com",
  });
  expect(renderSessionName("x-{person}", { sessionName: "$&" })).toEqual({ ok: true, sessionName: "x-$&" });
});

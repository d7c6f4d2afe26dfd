import { afterEach, expect, test, vi } from "vitest";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { bodyLimit, fileBodyLimit, readBody } from "./read-body.ts";

afterEach(() => void vi.useRealTimers());

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };
type Body = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
const post = (body: Body, headers: Record<string, string> = json) =>
  new Request("http://127.0.0.1:3000/api/x", {
    method: "POST",
    body,
    headers,
    duplex: "half",
  } as RequestInit);
const read = (body: Body, headers?: Record<string, string>) => readBody(post(body, headers), ["json"]);
const inChunks = (chunk: Uint8Array, count: number) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      if (count-- > 0) controller.enqueue(chunk);
      else controller.close();
    },
  });

test("reads an object, and nothing for no body", async () => {
  expect(await read('{"a":[1,{"b":"é"}]}')).toEqual({ a: [1, { b: "é" }] });
  expect(await read('{"a":1}', { "content-type": "Application/JSON; charset=utf-8" })).toEqual({ a: 1 });
  expect(await readBody(new Request("http://x/", { method: "POST" }), ["json"])).toEqual({});
  expect(await read("  \n ")).toEqual({});
  expect(await readBody(post("a=1&b=%C3%A9", form), ["form"])).toEqual({ a: "1", b: "é" });
});

test("takes 65,536 bytes and refuses one more, declared or not, also in characters of several bytes", async () => {
  const whole = (bytes: number) => JSON.stringify({ a: "x".repeat(bytes - 8) });
  expect(whole(bodyLimit)).toHaveLength(bodyLimit);
  expect(await refusalCode(read(whole(bodyLimit)))).toBe("none");
  expect(await refusalCode(read(whole(bodyLimit + 1)))).toBe("body_too_large");
  expect(await refusalCode(read("{}", { ...json, "content-length": String(bodyLimit + 1) }))).toBe(
    "body_too_large",
  );
  expect(await refusalCode(read(JSON.stringify({ a: "語".repeat(30_000) })))).toBe("body_too_large");
  expect(await refusalCode(read(inChunks(Buffer.alloc(1000, " "), 65)))).toBe("none");
  expect(await refusalCode(read(inChunks(Buffer.alloc(1000, " "), 66)))).toBe("body_too_large");
});

test("takes a file of several megabytes where one is asked for, up to its limit", async () => {
  const whole = (bytes: number) => JSON.stringify({ a: "x".repeat(bytes - 8) });
  const file = (body: Body) => readBody(post(body), ["file-json"]);
  expect(await refusalCode(file(whole(fileBodyLimit)))).toBe("none");
  expect(await refusalCode(file(whole(fileBodyLimit + 1)))).toBe("body_too_large");
});

test("stops reading a body without end", async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(Buffer.alloc(4096, "x"));
    },
  });
  expect(await refusalCode(read(endless))).toBe("body_too_large");
  expect(pulled).toBeLessThan(25);
});

test.each([
  ["{", "malformed_json"],
  ['{"a":1}}', "malformed_json"],
  ["{'a':1}", "malformed_json"],
  ["undefined", "malformed_json"],
  ["\ufeff\ufeff{}", "malformed_json"],
  ["[]", "invalid_input"],
  ['[{"a":1}]', "invalid_input"],
  ["null", "invalid_input"],
  ["1", "invalid_input"],
  ['"text"', "invalid_input"],
  ["true", "invalid_input"],
  ['{"a":"\\u0000"}', "invalid_input"],
  ['{"a":["x",{"b":"y\\u0000z"}]}', "invalid_input"],
  ['{"a\\u0000":1}', "invalid_input"],
])("refuses %s with %s", async (body, code) => {
  expect(await refusalCode(read(body))).toBe(code);
});

test("a backslash before u0000 is text like any other", async () => {
  expect(await read('{"a":"\\\\u0000"}')).toEqual({ a: "\\u0000" });
});

test("refuses NUL in a form too: PostgreSQL has no such character", async () => {
  expect(await refusalCode(readBody(post("a=x%00y", form), ["form"]))).toBe("invalid_input");
  expect(await refusalCode(readBody(post("a%00=x", form), ["form"]))).toBe("invalid_input");
});

test.each([[[0xff, 0xfe]], [[0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]], [[0xed, 0xa0, 0x80]], [[0xc0, 0xaf]]])(
  "refuses bytes that are not UTF-8: %j",
  async (bytes) => {
    expect(await refusalCode(read(Uint8Array.from(bytes)))).toBe("bad_request");
  },
);

test.each([
  ["text/plain", ["json"]],
  ["", ["json"]],
  ["application/x-www-form-urlencoded", ["json"]],
  ["application/json", ["form"]],
  ["application/jsonp", ["json"]],
  ["multipart/form-data; boundary=x", ["json", "form"]],
] as const)("refuses the content type %j where %j is taken", async (type, kinds) => {
  const asked = readBody(post("{}", { "content-type": type }), kinds);
  expect(await refusalCode(asked)).toBe("content_type_unsupported");
});

test("half a body that does not go on is refused, not taken for all of it", async () => {
  vi.useFakeTimers();
  const half = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Buffer.from('{"console":false}'));
    },
  });
  const asked = refusalCode(read(half));
  await vi.advanceTimersByTimeAsync(11_000);
  expect(await asked).toBe("bad_request");
});

test("__proto__ is a field like any other and reaches no prototype", async () => {
  const body = await read('{"__proto__":{"owner":true},"constructor":1}');
  expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  expect("owner" in body).toBe(false);
});

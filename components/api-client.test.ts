import { afterEach, expect, test, vi } from "vitest";
import { callApi, postForm } from "./api-client.ts";

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string) {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => new Response(body, { status }));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("sends JSON and gives the data back", async () => {
  const fetched = answer(200, '{"url":"https://x"}');
  expect(await callApi("POST", "/api/x", { a: 1 })).toEqual({ ok: true, data: { url: "https://x" } });
  const init = fetched.mock.calls[0]?.[1];
  expect(init?.body).toBe('{"a":1}');
  expect(new Headers(init?.headers).get("content-type")).toBe("application/json");
});

test("gives a coded refusal back with its details", async () => {
  answer(404, '{"error":{"code":"role_not_assigned","message":"No.","requestId":"r1","details":{"a":1}}}');
  expect(await callApi("POST", "/api/x")).toEqual({
    ok: false,
    code: "role_not_assigned",
    message: "No.",
    requestId: "r1",
    details: { a: 1 },
  });
});

test.each(["<html>", "{}", '{"error":{"code":"Bad Code"}}', "null"])(
  "a refusal of %s is unreadable",
  async (body) => {
    answer(500, body);
    expect(await callApi("GET", "/api/x")).toMatchObject({ ok: false, code: "unreadable_answer" });
  },
);

test("a refused connection has its own code", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("refused")));
  expect(await postForm("/api/x", {})).toMatchObject({ ok: false, code: "network_failed" });
});

test("an empty answer is null", async () => {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 204 }));
  expect(await callApi("DELETE", "/api/x")).toEqual({ ok: true, data: null });
});

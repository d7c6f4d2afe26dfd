import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

// A page's window, as far as leaving it goes.
const page = new EventTarget();
globalThis.addEventListener = page.addEventListener.bind(page);

type Call = { begun: () => boolean; end: (value: string) => void; fail: () => void; result: Promise<string> };

function call(name: string): Call {
  let begun = false;
  const ends = Promise.withResolvers<string>();
  const result = inOrder(name, () => {
    begun = true;
    return ends.promise;
  });
  return {
    begun: () => begun,
    end: ends.resolve,
    fail: () => ends.reject(new Error("offline")),
    result,
  };
}

test("the second begins when the first has ended, and each has its own result", async () => {
  const [first, second, third] = [call("a"), call("a"), call("a")];
  await Promise.resolve();
  expect([first.begun(), second.begun(), third.begun()]).toEqual([true, false, false]);
  first.end("one");
  expect(await first.result).toBe("one");
  await expect.poll(() => second.begun()).toBe(true);
  expect(third.begun()).toBe(false);
  second.end("two");
  third.end("three");
  expect([await second.result, await third.result]).toEqual(["two", "three"]);
});

test("one that fails holds up nothing", async () => {
  const [first, second] = [call("b"), call("b")];
  first.fail();
  await expect(first.result).rejects.toThrow("offline");
  await expect.poll(() => second.begun()).toBe(true);
  second.end("two");
  expect(await second.result).toBe("two");
});

test("other names do not wait", () => {
  const [one, other] = [call("c"), call("d")];
  expect([one.begun(), other.begun()]).toEqual([true, true]);
  one.end("");
  other.end("");
});

test("what waits begins when the page is left", async () => {
  const [first, second] = [call("e"), call("e")];
  await Promise.resolve();
  expect(second.begun()).toBe(false);
  page.dispatchEvent(new Event("pagehide"));
  await expect.poll(() => second.begun()).toBe(true);
  second.end("two");
  expect(await second.result).toBe("two");
  first.end("one");
  await first.result;
});

import { expect, test } from "vitest";
import { listHref, sortBy } from "./list-href.ts";

const query = { q: "a b", sort: "name", cursor: "xyz", tag: "env=dev" };

test("a change keeps the rest and leads to the first page", () => {
  expect(listHref("/admin/roles", query, { q: "c&d" })).toBe("/admin/roles?q=c%26d&sort=name&tag=env%3Ddev");
  expect(listHref("/admin/roles", query, { tag: null, q: "" })).toBe("/admin/roles?sort=name");
  expect(listHref("/admin/roles", { q: "x" }, { q: null })).toBe("/admin/roles");
});

test("going on keeps everything else", () => {
  expect(listHref("/p", query, { cursor: "next" })).toBe("/p?q=a+b&sort=name&tag=env%3Ddev&cursor=next");
});

test("a heading turns its own sort round and takes over another's", () => {
  expect(sortBy("/p", { sort: "name" }, "name", "id")).toEqual({
    href: "/p?sort=-name",
    direction: "ascending",
  });
  expect(sortBy("/p", { sort: "-name" }, "name", "id")).toEqual({
    href: "/p?sort=name",
    direction: "descending",
  });
  expect(sortBy("/p", {}, "name", "id")).toEqual({ href: "/p?sort=name", direction: null });
  expect(sortBy("/p", {}, "id", "id")).toEqual({ href: "/p?sort=-id", direction: "ascending" });
});

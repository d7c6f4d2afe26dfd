import { expect, test } from "vitest";
import { filterItems } from "./filter-items.ts";

const items = [
  { name: "Storefront Production", id: "210987654304", note: null },
  { name: "Data Platform", id: "210987654307", note: "Athena" },
];
const find = (query: string) =>
  filterItems(items, query, (item) => [item.name, item.id, item.note]).map((item) => item.id);

test("an empty query keeps everything", () => {
  expect(find("  ")).toEqual(["210987654304", "210987654307"]);
});

test("words may stand in any order, in any width and case", () => {
  expect(find("ＰＲＯＤ store")).toEqual(["210987654304"]);
});

test("an account id may be pasted with dashes", () => {
  expect(find("2109-8765-4307")).toEqual(["210987654307"]);
});

test("every word must occur", () => {
  expect(find("athena storefront")).toEqual([]);
});

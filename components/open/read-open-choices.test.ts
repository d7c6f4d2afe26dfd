import { expect, test } from "vitest";
import { exampleBookmark, exampleRole } from "#components/picker/example-role.ts";
import { readOpenChoices } from "./read-open-choices.ts";

const role = exampleRole({ region: "eu-west-1", destination: "/s3/home" });
const bookmarked = { ...role, bookmark: { ...exampleBookmark, region: "us-east-1", durationSeconds: 900 } };

test("the role's own, without anything else", () => {
  expect(readOpenChoices({}, role)).toEqual({
    region: "eu-west-1",
    destination: "/s3/home",
    durationSeconds: null,
    readOnly: false,
  });
});

test("the bookmark wins over the role, the query over both", () => {
  expect(readOpenChoices({}, bookmarked)).toEqual({
    region: "us-east-1",
    destination: "/s3/home",
    durationSeconds: 900,
    readOnly: false,
  });
  expect(readOpenChoices({ region: "sa-east-1", duration: "1800", destination: "ec2" }, bookmarked)).toEqual({
    region: "sa-east-1",
    destination: "ec2",
    durationSeconds: 1800,
    readOnly: false,
  });
});

test.each([
  ["true", true],
  ["false", false],
  ["1", false],
  ["", false],
])("readOnly=%s in the address is %s", (readOnly, expected) => {
  expect(readOpenChoices({ readOnly }, role).readOnly).toBe(expected);
});

test("repeated and empty parameters count as absent", () => {
  expect(readOpenChoices({ region: ["a", "b"], destination: "" }, role)).toEqual(readOpenChoices({}, role));
});

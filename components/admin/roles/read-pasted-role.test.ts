import { expect, test } from "vitest";
import { parseRoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { readPastedRole, readRoleParts } from "./read-pasted-role.ts";

const understood = [
  "arn:aws:iam::111122223333:role/Admin",
  "  arn:aws-us-gov:iam::111122223333:role/teams/data/Analyst \n",
  "https://signin.aws.amazon.com/switchrole?account=111122223333&roleName=Admin&displayName=Shop&color=F2B0A9",
  "https://signin.amazonaws.cn/switchrole?account=111122223333&roleName=Admin",
  "https://eu-west-1.signin.aws.amazon.com/switchrole?account=111122223333&roleName=team%2FAdmin",
  "111122223333/Admin",
  "1111-2222-3333 team/Admin",
];

test.each(understood)("reads %s as the API does", (text) => {
  const answer = parseRoleReference(text);
  if (!answer.ok) throw new Error(answer.code);
  const { partition, accountId, roleName, arn, displayName, color } = answer;
  expect(readPastedRole(text)).toEqual({
    partition,
    accountId,
    roleName,
    arn,
    ...(displayName && { displayName }),
    ...(color && { color }),
  });
});

test.each([
  "",
  "arn:aws:iam::11112222333:role/Admin",
  "arn:aws:iam::1111222233334:role/Admin",
  "arn:aws:s3:::bucket",
  "arn:aws:sts::111122223333:assumed-role/Admin/me",
  "arn:aws-moon:iam::111122223333:role/Admin",
  "https://example.com/switchrole?account=111122223333&roleName=Admin",
  "https://signin.aws.amazon.com/switchrole?account=111122223333",
  "https://",
  "my-alias/Admin",
  "Admin",
])("shows nothing for %j", (text) => {
  expect(readPastedRole(text)).toBeNull();
});

test("reads the parts of a form, dashes and path included", () => {
  expect(readRoleParts("aws-cn", " 1111-2222-3333 ", "team/Admin")).toEqual({
    partition: "aws-cn",
    accountId: "111122223333",
    roleName: "Admin",
    arn: "arn:aws-cn:iam::111122223333:role/team/Admin",
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { partitionIds } from "#lib/partitions/partitions.ts";
import { parseRoleReference, roleReferenceFromParts } from "./parse-role-reference.ts";

const account = "111122223333";
const admin = {
  ok: true,
  partition: "aws",
  accountId: account,
  roleName: "Admin",
  rolePath: "/",
  arn: `arn:aws:iam::${account}:role/Admin`,
};
const team = { ...admin, rolePath: "/team/a/", arn: `arn:aws:iam::${account}:role/team/a/Admin` };
const china = { ...admin, partition: "aws-cn", arn: `arn:aws-cn:iam::${account}:role/Admin` };
const link = `https://signin.aws.amazon.com/switchrole?account=${account}`;

test.each([
  [admin.arn, admin],
  [` ${admin.arn}\n`, admin],
  [team.arn, team],
  [china.arn, china],
  [
    `arn:aws:iam::${account}:role/a:b/Admin`,
    { ...admin, rolePath: "/a:b/", arn: `arn:aws:iam::${account}:role/a:b/Admin` },
  ],
  [`${account}/Admin`, admin],
  [`${account} Admin`, admin],
  [`${account}\t Admin`, admin],
  [`1111-2222-3333 / Admin`, admin],
  [`${account}/team/a/Admin`, team],
  [`${account} /team/a/Admin`, team],
  [`${link}&roleName=Admin`, admin],
  [`${link}&roleName=team/a/Admin`, team],
  [`${link}&roleName=team%2Fa%2FAdmin`, team],
  [
    `${link}&roleName=Admin&displayName=Shop%20-%20prod&color=F2B0A9`,
    { ...admin, displayName: "Shop - prod", color: "#f2b0a9" },
  ],
  [
    `${link}&roleName=Admin&displayName=%E6%9C%AC%E7%95%AA&color=%23f2b0a9`,
    { ...admin, displayName: "本番", color: "#f2b0a9" },
  ],
  [`${link}&roleName=Admin&displayName=&color=Red`, admin],
  [`${link}&roleName=Admin&displayName=a%0A%E2%80%AEb`, { ...admin, displayName: "a b" }],
  [`${link}&roleName=Admin&displayName=${"👟".repeat(40)}`, { ...admin, displayName: "👟".repeat(32) }],
  [`https://signin.aws.amazon.com/switchrole?roleName=Admin&account=1111-2222-3333`, admin],
  [`https://eu-west-1.signin.aws.amazon.com/switchrole?account=${account}&roleName=Admin`, admin],
  [`https://console.aws.amazon.com/switchrole?account=${account}&roleName=Admin`, admin],
  [`https://console.aws.amazon.com/iam/switchrole/?account=${account}&roleName=Admin`, admin],
  [`https://signin.amazonaws.cn/switchrole?account=${account}&roleName=Admin`, china],
])("%s is understood", (text, expected) => {
  expect(parseRoleReference(text)).toEqual(expected);
});

test.each([
  ["", "role_arn_malformed"],
  ["Admin", "role_arn_malformed"],
  [account, "role_arn_malformed"],
  ["arn:aws:iam", "role_arn_malformed"],
  [`ARN:aws:iam::${account}:role/Admin`, "role_arn_malformed"],
  [`arn:aws:iam:us-east-1:${account}:role/Admin`, "role_arn_malformed"],
  [`arn:aws:iam::${account}3:role/Admin`, "account_id_malformed"],
  [`arn:aws:iam::1111-2222-3333:role/Admin`, "account_id_malformed"],
  [`arn:aws:iam::my-alias:role/Admin`, "account_id_malformed"],
  ["arn:aws:iam:::role/Admin", "account_id_malformed"],
  ["arn:aws:iam::１１１１２２２２３３３３:role/Admin", "account_id_malformed"],
  [`arn:aws-iso:iam::${account}:role/Admin`, "partition_unknown"],
  [`arn:constructor:iam::${account}:role/Admin`, "partition_unknown"],
  [`arn:aws:s3::${account}:role/Admin`, "not_a_role_arn"],
  ["arn:aws:s3:::bucket", "not_a_role_arn"],
  [`arn:aws:iam::${account}:user/ueno`, "not_a_role_arn"],
  [`arn:aws:iam::${account}:root`, "not_a_role_arn"],
  [`arn:aws:sts::${account}:federated-user/x`, "not_a_role_arn"],
  [`arn:aws:sts::${account}:assumed-role/Admin/ueno`, "session_arn_not_role"],
  [`arn:aws:iam::${account}:role/`, "role_name_malformed"],
  [`arn:aws:iam::${account}:role/team/`, "role_name_malformed"],
  [`arn:aws:iam::${account}:role/${"a".repeat(65)}`, "role_name_malformed"],
  [`arn:aws:iam::${account}:role/Ad min`, "role_name_malformed"],
  [`arn:aws:iam::${account}:role/Admin*`, "role_name_malformed"],
  [`arn:aws:iam::${account}:role/Admin\0`, "role_name_malformed"],
  [`arn:aws:iam::${account}:role//Admin`, "role_path_malformed"],
  [`arn:aws:iam::${account}:role/te am/Admin`, "role_path_malformed"],
  [`arn:aws:iam::${account}:role/本/Admin`, "role_path_malformed"],
  [`arn:aws:iam::${account}:role/${"a".repeat(511)}/Admin`, "role_path_malformed"],
  [admin.arn.padEnd(2049, "x"), "role_reference_too_long"],
  [`${account}3/Admin`, "account_id_malformed"],
  ["1111-22223333/Admin", "account_alias_unsupported"],
  ["my-company/Admin", "account_alias_unsupported"],
  [`https://signin.aws.amazon.com/switchrole?account=my-company&roleName=Admin`, "account_alias_unsupported"],
  [`https://signin.aws.amazon.com/switchrole?account=11112222333&roleName=Admin`, "account_id_malformed"],
  [`${link}&roleName=Ad%20min`, "role_name_malformed"],
  [link, "switch_role_link_malformed"],
  [`https://signin.aws.amazon.com/switchrole?roleName=Admin`, "switch_role_link_malformed"],
  [`https://signin.aws.amazon.com/console?account=${account}&roleName=Admin`, "switch_role_link_malformed"],
  [`http://signin.aws.amazon.com/switchrole?account=${account}&roleName=Admin`, "switch_role_link_malformed"],
  [
    `https://signin.aws.amazon.com.evil.example/switchrole?account=${account}&roleName=Admin`,
    "switch_role_link_malformed",
  ],
  [
    `https://me@signin.aws.amazon.com/switchrole?account=${account}&roleName=Admin`,
    "switch_role_link_malformed",
  ],
  ["https://", "switch_role_link_malformed"],
])("%s is refused as %s", (text, code) => {
  expect(parseRoleReference(text)).toEqual({ ok: false, code, message: expect.stringMatching(/^.+\.$/) });
});

test("the parts of a form are read alike, in any partition", () => {
  expect(roleReferenceFromParts({ partition: "aws-cn", accountId: account, roleName: "Admin" })).toEqual(
    china,
  );
  const unknown = roleReferenceFromParts({ partition: "aws-moon", accountId: account, roleName: "Admin" });
  expect(unknown).toMatchObject({ ok: false, code: "partition_unknown" });
});

const digits = fc.stringMatching(/^\d{12}$/);
const roleName = fc.stringMatching(/^[\w+=,.@-]{1,64}$/);
const rolePath = fc.oneof(fc.constant("/"), fc.stringMatching(/^\/[\x21-\x7e]{1,100}\/$/));

test("every role that IAM allows is understood, and its ARN is what was given", () => {
  fc.assert(
    fc.property(fc.constantFrom(...partitionIds), digits, rolePath, roleName, (partition, id, path, name) => {
      fc.pre(!path.startsWith("//"));
      const arn = `arn:${partition}:iam::${id}:role${path}${name}`;
      const expected = { ok: true, partition, accountId: id, roleName: name, rolePath: path, arn };
      expect(parseRoleReference(arn)).toEqual(expected);
      const form = { partition, accountId: id, roleName: `${path}${name}` };
      expect(roleReferenceFromParts(form)).toEqual(expected);
      const query = new URLSearchParams({ account: id, roleName: `${path}${name}`, color: "ABCDEF" });
      const host = { aws: "aws.amazon.com", "aws-cn": "amazonaws.cn", "aws-us-gov": "amazonaws-us-gov.com" };
      if (partition === "aws-eusc") return;
      const read = parseRoleReference(`https://signin.${host[partition]}/switchrole?${query}`);
      expect(read).toEqual({ ...expected, color: "#abcdef" });
    }),
    { numRuns: 1000 },
  );
});

test("whatever is pasted gets an answer, and what is understood is a well-formed ARN", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "arn:",
      "aws",
      ":iam::",
      account,
      ":role/",
      "/",
      " ",
      ":",
      "Admin",
      "https://",
      "\n",
      "%00",
    ),
    fc.constantFrom(
      "signin.aws.amazon.com",
      "/switchrole?",
      "account=",
      "&roleName=",
      "&displayName=",
      "&color=#",
    ),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const read = parseRoleReference(pieces.join(""));
      if (!read.ok) return;
      expect(read.arn).toMatch(
        /^arn:aws(-cn|-us-gov|-eusc)?:iam::\d{12}:role\/([\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/,
      );
      expect(parseRoleReference(read.arn)).toMatchObject({ ok: true, arn: read.arn });
    }),
    { numRuns: 5000 },
  );
});

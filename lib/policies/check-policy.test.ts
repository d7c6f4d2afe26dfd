import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPolicy, checkPolicyText, checkTrustPolicy } from "./check-policy.ts";

const statement = (more: object = {}) => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "*",
  ...more,
});
const policy = (...statements: unknown[]) => ({ Version: "2012-10-17", Statement: statements });
const trusting = (more: object = {}) =>
  policy({
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: "sts:AssumeRole",
    ...more,
  });

test.each([
  ["one statement", { Version: "2012-10-17", Statement: statement() }],
  ["the older version", { Version: "2008-10-17", Id: "cd3ad3d9", Statement: [statement()] }],
  [
    "lists",
    policy(statement({ Action: ["s3:Get*", "sts:AssumeRole"], Resource: ["arn:aws:s3:::b/*", "*"] })),
  ],
  ["the other halves", policy({ Sid: "No1", Effect: "Deny", NotAction: "iam:*", NotResource: "*" })],
  ["everything", policy(statement({ Action: "*", Resource: "*" }))],
  ["other partitions", policy(statement({ Resource: "arn:aws-us-gov:iam::111122223333:role/a/b" }))],
  ["policy variables", policy(statement({ Resource: "arn:aws:s3:::b/$" + "{aws:username}/*" }))],
  [
    "conditions",
    policy(
      statement({
        Condition: {
          StringEqualsIfExists: { "aws:RequestedRegion": ["eu-west-1", "eu-west-2"] },
          "ForAnyValue:StringLike": { "aws:TagKeys": "team*" },
          "ForAllValues:StringEqualsIfExists": { "aws:TagKeys": ["team"] },
          Bool: { "aws:SecureTransport": true, "aws:ViaAWSService": "false" },
          Null: { "sts:ExternalId": "false" },
          NumericLessThan: { "aws:MultiFactorAuthAge": 3600 },
          DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
          NotIpAddress: { "aws:SourceIp": ["192.0.2.1/32", "2001:db8::/32"] },
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::b" },
        },
      }),
    ),
  ],
])("takes %s", (_, document) => {
  expect(checkPolicy(document)).toEqual({ ok: true });
  expect(checkPolicyText(JSON.stringify(document, null, 2))).toEqual({
    ok: true,
    compact: JSON.stringify(document),
  });
});

const wrong: [string, unknown][] = [
  ["nothing", null],
  ["a list", [policy(statement())]],
  ["text", "{}"],
  ["no version", { Statement: [statement()] }],
  ["an unknown version", { Version: "2012-10-18", Statement: [statement()] }],
  ["an Id that is no text", { Version: "2012-10-17", Id: 1, Statement: [statement()] }],
  ["no statement", { Version: "2012-10-17" }],
  ["no statements", policy()],
  ["a statement that is no object", policy("Allow")],
  ["an unknown member", { ...policy(statement()), Comment: "x" }],
  ["an unknown member of a statement", policy(statement({ Resources: "*" }))],
  ["a member in small letters", policy(statement({ condition: {} }))],
  ["a Sid with a dash", policy(statement({ Sid: "a-b" }))],
  ["a Sid twice", policy(statement({ Sid: "A" }), statement({ Sid: "A" }))],
  ["no effect", policy({ Action: "*", Resource: "*" })],
  ["an effect in small letters", policy(statement({ Effect: "allow" }))],
  ["no action", policy({ Effect: "Allow", Resource: "*" })],
  ["both actions", policy(statement({ NotAction: "s3:*" }))],
  ["an action without a service", policy(statement({ Action: "GetObject" }))],
  ["no actions", policy(statement({ Action: [] }))],
  ["an action that is no text", policy(statement({ Action: [1] }))],
  ["no resource", policy({ Effect: "Allow", Action: "*" })],
  ["both resources", policy(statement({ NotResource: "*" }))],
  ["a resource that is no ARN", policy(statement({ Resource: "my-bucket" }))],
  ["a resource of an unknown partition", policy(statement({ Resource: "arn:amazon:s3:::b" }))],
  ["a principal", policy(statement({ Principal: "*" }))],
  ["an unknown operator", policy(statement({ Condition: { StringEqual: { "aws:x": "y" } } }))],
  ["an operator of Object's", policy(statement({ Condition: { constructor: { "aws:x": "y" } } }))],
  ["a Null that asks if it exists", policy(statement({ Condition: { NullIfExists: { "aws:x": "true" } } }))],
  ["a condition that is no object", policy(statement({ Condition: "x" }))],
  ["an operator without keys", policy(statement({ Condition: { Bool: "true" } }))],
  ["a condition key without a service", policy(statement({ Condition: { StringEquals: { x: "y" } } }))],
  ["an object as a value", policy(statement({ Condition: { StringEquals: { "aws:x": {} } } }))],
  ["null as a value", policy(statement({ Condition: { StringEquals: { "aws:x": null } } }))],
  ["a Bool that is neither", policy(statement({ Condition: { Bool: { "aws:x": "yes" } } }))],
  ["an address that is none", policy(statement({ Condition: { IpAddress: { "aws:SourceIp": "home" } } }))],
  [
    "a number that would not be kept",
    policy(statement({ Condition: { NumericEquals: { "aws:x": Number.MAX_SAFE_INTEGER + 1 } } })),
  ],
];

test.each(wrong)("refuses %s", (_, document) => {
  expect(checkPolicy(document)).toEqual({ ok: false, reason: expect.any(String) });
  expect(checkPolicyText(JSON.stringify(document))).toMatchObject({
    ok: false,
    code: "session_policy_malformed",
    details: { reason: expect.any(String) },
  });
});

test.each([
  ["not JSON", "{"],
  ["nothing", ""],
  ["characters that STS does not take", JSON.stringify(policy(statement({ Resource: "arn:aws:s3:::玄関" })))],
  ["such characters as escapes", JSON.stringify(policy(statement({ Sid: "A" }))).replace('"A"', '"\\u7384"')],
  ["a key twice", '{"Version":"2012-10-17","Statement":[],"Statement":[{}]}'],
  [
    "a key twice, once as an escape",
    '{"Version":"2012-10-17","Statement":{"Effect":"Deny","\\u0045ffect":"Allow","Action":"*","Resource":"*"}}',
  ],
  ["a deep document", `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
  [
    "a deep value",
    `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:x":${"[".repeat(20_000)}${"]".repeat(20_000)}}}}}`,
  ],
])("refuses text that is %s", (_, text) => {
  expect(checkPolicyText(text)).toMatchObject({ ok: false, code: "session_policy_malformed" });
});

test("the same key in two statements, in a value or beside a brace in text is no repetition", () => {
  const document = policy(
    statement({ Sid: "Effect", Condition: { StringEquals: { "aws:x": ['{"Sid":', "Sid", '\\"'] } } }),
    statement({ Sid: "Sid" }),
  );
  expect(checkPolicyText(JSON.stringify(document))).toMatchObject({ ok: true });
});

const oneOrMore = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }));
const action = oneOrMore(
  fc.constantFrom("*", "s3:*", "sts:AssumeRole", "execute-api:Invoke", "ec2:Describe?*"),
);
const resource = oneOrMore(fc.constantFrom("*", "arn:aws:s3:::b/*", "arn:aws:iam::111122223333:role/a"));
const condition = fc.dictionary(
  fc.constantFrom("StringEquals", "ForAnyValue:StringLike", "ArnNotLikeIfExists", "DateLessThan"),
  fc.dictionary(fc.constantFrom("aws:x", "s3:prefix", "aws:PrincipalTag/team"), oneOrMore(fc.string())),
);
const anyStatement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Deny"),
    actions: fc.tuple(fc.constantFrom("Action", "NotAction"), action),
    resources: fc.tuple(fc.constantFrom("Resource", "NotResource"), resource),
    condition: fc.option(condition, { nil: undefined }),
  })
  .map(({ Effect, actions, resources, condition: Condition }) => ({
    Effect,
    [actions[0]]: actions[1],
    [resources[0]]: resources[1],
    ...(Condition && { Condition }),
  }));
const anyPolicy = fc.record({
  Version: fc.constantFrom("2012-10-17", "2008-10-17"),
  Statement: oneOrMore(anyStatement),
});

test("every policy of the grammar is taken, in any white space, and kept as it is", () => {
  fc.assert(
    fc.property(anyPolicy, fc.constantFrom("", " ", "\t"), (document, space) => {
      const check = checkPolicyText(JSON.stringify(document, null, space));
      expect(check).toMatchObject({ ok: true });
      if (check.ok) expect(JSON.parse(check.compact)).toEqual(JSON.parse(JSON.stringify(document)));
    }),
    { numRuns: 1000 },
  );
});

test("a policy with any one member gone or made something else is refused", () => {
  const odd = fc.constantFrom(null, 1, true, "x", {}, [], [[]], { x: 1 });
  fc.assert(
    fc.property(anyStatement, fc.nat(), odd, fc.boolean(), (given, which, value, drop) => {
      const names = Object.keys(given).filter((name) => name !== "Condition");
      const name = names[which % names.length] ?? "Effect";
      const { [name]: _, ...rest } = given as Record<string, unknown>;
      expect(checkPolicy(policy(drop ? rest : { ...rest, [name]: value })).ok).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test("no value and no text makes the check throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.string({ unit: "binary" })), (text) => {
      const check = checkPolicyText(text);
      if (check.ok) expect(checkPolicy(JSON.parse(text))).toEqual({ ok: true });
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
      expect(checkPolicy(value).ok).toBe(false);
      expect(checkPolicy(policy(value, other)).ok).toBe(false);
      expect(checkTrustPolicy(policy(statement({ Principal: value }), other)).ok).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["an account", trusting()],
  ["twelve digits", trusting({ Principal: { AWS: ["111122223333", "*"] } })],
  ["a user", trusting({ Principal: { AWS: "arn:aws-cn:iam::111122223333:user/team/ada" } })],
  ["a role session", trusting({ Principal: { AWS: "arn:aws:sts::111122223333:assumed-role/a/b" } })],
  ["who was removed", trusting({ Principal: { AWS: "AIDAJQABLZS4A3QDU576Q" } })],
  ["a service", trusting({ Principal: { Service: ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"] } })],
  [
    "an OpenID provider",
    trusting({
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/portal.example.com" },
      Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: { StringEquals: { "portal.example.com:aud": "sts.amazonaws.com" } },
    }),
  ],
  ["everyone, under a condition", trusting({ Principal: "*", Condition: { Bool: { "aws:x": "true" } } })],
])("a trust policy may trust %s", (_, document) => {
  expect(checkTrustPolicy(document)).toEqual({ ok: true });
});

test.each([
  ["no principal", policy({ Effect: "Allow", Action: "sts:AssumeRole" })],
  ["a resource", trusting({ Resource: "*" })],
  ["an action that is not of STS", trusting({ Action: "s3:GetObject" })],
  ["an empty principal", trusting({ Principal: {} })],
  ["a principal that is text", trusting({ Principal: "arn:aws:iam::111122223333:root" })],
  ["an unknown kind of principal", trusting({ Principal: { Aws: "*" } })],
  ["a kind of Object's", trusting({ Principal: { constructor: "*" } })],
  ["an ARN with a wildcard", trusting({ Principal: { AWS: "arn:aws:iam::111122223333:user/*" } })],
  ["a group", trusting({ Principal: { AWS: "arn:aws:iam::111122223333:group/dev" } })],
  ["eleven digits", trusting({ Principal: { AWS: "11112222333" } })],
  ["a service that is none", trusting({ Principal: { Service: "ec2" } })],
])("a trust policy has no %s", (_, document) => {
  expect(checkTrustPolicy(document)).toEqual({ ok: false, reason: expect.any(String) });
});

import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse as parseYaml, type ScalarTag } from "yaml";
import { checkPolicy, checkTrustPolicy } from "./check-policy.ts";
import { cloudFormationTemplate, type PrintedRole } from "./cloudformation.ts";
import { identityPolicyFor, identityPolicyForRoles } from "./identity-policy.ts";
import { policyJson } from "./policy-json.ts";
import { quoteYaml } from "./quote-yaml.ts";
import { readIamArn } from "./read-iam-arn.ts";
import { identityTerraform, trustTerraform } from "./terraform.ts";
import { type TrustInput, trustPolicyFor } from "./trust-policy.ts";

const plain: TrustInput = {
  principal: { kind: "aws", arn: "arn:aws:iam::111111111111:user/portal" },
  externalId: null,
  sourceIdentity: false,
  tags: [],
  transitiveTagKeys: [],
  requiresMfa: false,
  sessionNamePattern: null,
};
const everything: TrustInput = {
  ...plain,
  externalId: "an-external-id",
  sourceIdentity: true,
  tags: [{ key: "team" }, { key: "部署", value: "開発" }],
  transitiveTagKeys: ["team"],
  requiresMfa: true,
  sessionNamePattern: "portal-*",
};
const provider = {
  arn: "arn:aws:iam::222222222222:oidc-provider/portal.example.com/base",
  issuer: "https://portal.example.com/base",
  audience: "sts.amazonaws.com",
};
const federated: TrustInput = {
  ...everything,
  principal: { kind: "federated", providerArn: provider.arn, ...provider },
};

describe("a trust policy", () => {
  test("requires each parameter that is sent, and names each action", () => {
    expect(trustPolicyFor(everything)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumeRole",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111111111111:user/portal" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "sts:ExternalId": "an-external-id", "aws:RequestTag/部署": "開発" },
            StringLike: {
              "sts:SourceIdentity": "*",
              "sts:RoleSessionName": "portal-*",
              "aws:RequestTag/team": "*",
            },
            Bool: { "aws:MultiFactorAuthPresent": "true" },
          },
        },
        {
          Sid: "NamePerson",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111111111111:user/portal" },
          Action: "sts:SetSourceIdentity",
          Condition: { StringLike: { "sts:SourceIdentity": "*" } },
        },
        {
          Sid: "TagSession",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111111111111:user/portal" },
          Action: "sts:TagSession",
          Condition: {
            "ForAllValues:StringEquals": {
              "aws:TagKeys": ["team", "部署"],
              "sts:TransitiveTagKeys": ["team"],
            },
          },
        },
      ],
    });
  });

  test("of somebody alone has no condition at all", () => {
    expect(trustPolicyFor(plain).Statement).toEqual([
      {
        Sid: "AssumeRole",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:user/portal" },
        Action: "sts:AssumeRole",
      },
    ]);
  });

  test("of a web identity asks for the audience, and for nothing that STS does not take there", () => {
    const [assume] = trustPolicyFor({ ...federated, subjects: ["person-1"] }).Statement;
    expect(assume).toMatchObject({
      Principal: { Federated: provider.arn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { "portal.example.com/base:aud": "sts.amazonaws.com" },
        StringLike: { "portal.example.com/base:sub": ["person-1"], "sts:SourceIdentity": "*" },
      },
    });
    expect(JSON.stringify(assume)).not.toMatch(/ExternalId|MultiFactor/);
  });

  test("without transitive tags lets none be transitive", () => {
    const last = trustPolicyFor({ ...plain, tags: [{ key: "team" }] }).Statement.at(-1);
    expect(last?.Condition).toEqual({
      "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] },
      Null: { "sts:TransitiveTagKeys": "true" },
    });
  });

  test("allows what a chain may bring along, without asking for it", () => {
    const { Statement } = trustPolicyFor({ ...plain, allowed: { sourceIdentity: true, tagKeys: ["team"] } });
    expect(Statement.map(({ Action, Condition }) => [Action, Condition])).toEqual([
      ["sts:AssumeRole", undefined],
      ["sts:SetSourceIdentity", undefined],
      [
        "sts:TagSession",
        { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"], "sts:TransitiveTagKeys": ["team"] } },
      ],
    ]);
  });
});

describe("an identity policy", () => {
  const roleArn = "arn:aws:iam::222222222222:role/Developer";

  test("allows the actions that are used, on that role alone", () => {
    expect(identityPolicyFor({ roleArn, sourceIdentity: false, tags: false }).Statement).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn },
    ]);
    expect(identityPolicyFor({ roleArn, sourceIdentity: true, tags: true }).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
        Resource: roleArn,
      },
    ]);
  });

  test("of many roles has one statement for each set of actions", () => {
    const other = `${roleArn}2`;
    const third = `${roleArn}3`;
    const { Statement } = identityPolicyForRoles([
      { roleArn, sourceIdentity: true, tags: false },
      { roleArn: other, sourceIdentity: false, tags: false },
      { roleArn: third, sourceIdentity: true, tags: false },
    ]);
    expect(Statement.map((each) => each.Resource)).toEqual([[roleArn, third], other]);
  });

  test("takes no wildcard and no variable from a path", () => {
    const strange = `arn:aws:iam::222222222222:role/a*b?$${"{aws:username}"}/Developer`;
    expect(
      identityPolicyFor({ roleArn: strange, sourceIdentity: false, tags: false }).Statement[0]?.Resource,
    ).toBe(
      `arn:aws:iam::222222222222:role/a${special("*")}b${special("?")}${special("$")}{aws:username}/Developer`,
    );
  });
});

const special = (character: string) => `\${${character}}`;

describe("an ARN", () => {
  test.each([
    ["arn:aws:iam::111111111111:user/team/ada", "user", "/team/", "ada", null],
    ["arn:aws:iam::111111111111:role/Developer", "role", "/", "Developer", null],
    ["arn:aws:iam::111111111111:root", "root", "/", "", null],
    [
      "arn:aws-cn:sts::111111111111:assumed-role/Developer/i-0123",
      "role",
      null,
      "Developer",
      "arn:aws-cn:iam::111111111111:role/Developer",
    ],
  ])("%s is of a %s", (arn, kind, path, name, identity) => {
    expect(readIamArn(arn)).toMatchObject({ arn: identity ?? arn, kind, path, name });
  });

  test.each([
    "arn:aws:sts::111111111111:federated-user/ada",
    "arn:aws:iam::111111111111:group/admins",
    "arn:aws:iam::1:role/Developer",
    "arn:aws:s3:::bucket",
    "nothing",
  ])("%s is nobody whom a role can trust", (arn) => expect(readIamArn(arn)).toBeNull());
});

/** CloudFormation's short forms as their long ones. */
const intrinsics: ScalarTag[] = [];
const sequences = ["Not", "Equals", "Join", "If"].map((name) => ({
  tag: `!${name}`,
  collection: "seq" as const,
  resolve: (items: { toJSON(): unknown }) => ({ [`Fn::${name}`]: items.toJSON() }),
}));
for (const name of ["Ref", "GetAtt"])
  intrinsics.push({
    tag: `!${name}`,
    resolve: (text) => ({ [name === "Ref" ? name : `Fn::${name}`]: text }),
  });
const template = (text: string) =>
  parseYaml(text, { version: "1.1", customTags: [...intrinsics, ...sequences] });

function printed(input: TrustInput, arn = "arn:aws:iam::222222222222:role/team/Developer"): PrintedRole {
  const role = readIamArn(arn);
  if (!role) throw new Error("no role");
  const { principal } = input;
  return {
    role,
    trust: trustPolicyFor(input),
    maxSessionSeconds: 7200,
    provider: principal.kind === "aws" ? null : { ...principal, arn: principal.providerArn },
  };
}

/** The value of `local.it`, which has nothing to interpolate. */
async function readHcl(expression: string): Promise<unknown> {
  const { locals } = await parse("it.tf", `locals {\n  it = ${expression}\n}\n`);
  return locals[0].it;
}
/** In HCL's JSON syntax every text is a template, so what does not interpolate has its sign doubled. */
const asJsonSyntax = (text: string) => text.replace(/[$%](?=\{)/g, "$&$&");
const encoded = (text: string) => /jsonencode\(([\s\S]*?\n {2}\})\)\n/.exec(text)?.[1] ?? "";

describe("CloudFormation", () => {
  test("parses, and makes the role as it is", () => {
    const { Resources, Conditions, Parameters } = template(cloudFormationTemplate(printed(everything)));
    expect(Resources).toEqual({
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          RoleName: "Developer",
          Path: "/team/",
          MaxSessionDuration: 7200,
          ManagedPolicyArns: {
            "Fn::If": ["HasManagedPolicies", { Ref: "ManagedPolicyArns" }, { Ref: "AWS::NoValue" }],
          },
          AssumeRolePolicyDocument: trustPolicyFor(everything),
        },
      },
    });
    expect(Object.keys(Parameters)).toEqual(["ManagedPolicyArns"]);
    expect(Conditions).toEqual({
      HasManagedPolicies: {
        "Fn::Not": [{ "Fn::Equals": [{ "Fn::Join": ["", { Ref: "ManagedPolicyArns" }] }, ""] }],
      },
    });
  });

  test("makes the issuer's provider unless the account has it", () => {
    const { Resources, Conditions, Parameters } = template(cloudFormationTemplate(printed(federated)));
    expect(Resources.Provider).toEqual({
      Type: "AWS::IAM::OIDCProvider",
      Condition: "CreateProvider",
      Properties: { Url: provider.issuer, ClientIdList: [provider.audience] },
    });
    expect(Conditions.CreateProvider).toEqual({ "Fn::Equals": [{ Ref: "ProviderExists" }, "no"] });
    expect(Parameters.ProviderExists.AllowedValues).toEqual(["no", "yes"]);
    const { Statement } = Resources.Role.Properties.AssumeRolePolicyDocument;
    const Federated = { "Fn::If": ["CreateProvider", { Ref: "Provider" }, provider.arn] };
    expect(Statement).toEqual(
      trustPolicyFor(federated).Statement.map((each) => ({ ...each, Principal: { Federated } })),
    );
  });
});

describe("Terraform", () => {
  test("parses, and makes the role as it is", async () => {
    const input = { ...everything, tags: [{ key: "team", value: "blue" }] };
    const text = trustTerraform(printed(input));
    const { resource } = await parse("role.tf", text);
    expect(resource.aws_iam_role.developer[0]).toMatchObject({
      name: "Developer",
      path: "/team/",
      max_session_duration: 7200,
      assume_role_policy: expect.stringContaining("jsonencode("),
    });
    expect(await readHcl(encoded(text))).toEqual(trustPolicyFor(input));
  });

  test("escapes what IAM does not take as it is", async () => {
    const { resource } = await parse("role.tf", trustTerraform(printed(everything)));
    const policy: string = resource.aws_iam_role.developer[0].assume_role_policy;
    expect(policy).toMatch(/^[\n\x20-\xff]+$/);
    expect(JSON.parse(policy)).toEqual(trustPolicyFor(everything));
  });

  test("refers to the provider that it makes", async () => {
    const text = trustTerraform(printed({ ...federated, tags: [] }));
    const { resource } = await parse("role.tf", text);
    expect(resource.aws_iam_openid_connect_provider.portal_example_com_base).toEqual([
      { url: provider.issuer, client_id_list: [provider.audience] },
    ]);
    expect(text).toContain("Federated = aws_iam_openid_connect_provider.portal_example_com_base.arn");
  });

  test.each(["user", "role"] as const)("gives a %s its identity policy", async (kind) => {
    const identity = readIamArn(`arn:aws:iam::111111111111:${kind}/portal`);
    const document = identityPolicyFor({
      roleArn: "arn:aws:iam::2:role/x",
      sourceIdentity: true,
      tags: true,
    });
    if (!identity) throw new Error("no identity");
    const text = identityTerraform(identity, "Genkan-x", document) ?? "";
    const { resource } = await parse("identity.tf", text);
    expect(resource[`aws_iam_${kind}_policy`].genkan_x[0]).toMatchObject({
      name: "Genkan-x",
      [kind]: "portal",
    });
    expect(await readHcl(encoded(text))).toEqual(document);
  });
});

// Paths take every printable ASCII character; a principal's have no wildcards.
const letters = fc.constantFrom(..."'\"`$%{}()[]<>;&|\\!#~:,=@+-_.aZ9");
const path = fc.string({ unit: letters, maxLength: 12 }).map((text) => (text === "" ? "/" : `/${text}/`));
const name = fc.string({ unit: fc.constantFrom(..."-_+=,.@aZ9"), minLength: 1, maxLength: 12 });
const tagKey = fc.string({ unit: fc.constantFrom(..."é本 \u3000_.:/=+-@x"), minLength: 1, maxLength: 8 });
const tagText = fc.string({
  unit: fc.constantFrom(..."é本 \u2028\u3000_.:/=+-@x"),
  minLength: 1,
  maxLength: 8,
});
const account = "222222222222";
const hostileInput = fc
  .record({ path, name, tag: tagKey, value: tagText, subject: fc.string({ unit: letters, minLength: 1 }) })
  .map(({ path, name, tag, value, subject }) => ({
    roleArn: `arn:aws:iam::${account}:role${path}${name}`,
    input: {
      ...everything,
      principal: { kind: "aws" as const, arn: `arn:aws:iam::${account}:user${path}${name}` },
      tags: [{ key: tag, value }],
      transitiveTagKeys: [tag],
      sessionNamePattern: subject,
    },
  }));

describe("whatever the names are", () => {
  test("each format reads back as the same policy, in ASCII", async () => {
    await fc.assert(
      fc.asyncProperty(hostileInput, async ({ roleArn, input }) => {
        const trust = trustPolicyFor(input);
        const role = printed(input, roleArn);
        expect(JSON.parse(policyJson(trust))).toEqual(trust);
        const yaml = cloudFormationTemplate(role);
        expect(template(yaml).Resources.Role.Properties).toMatchObject({
          RoleName: role.role.name,
          Path: role.role.path,
          AssumeRolePolicyDocument: trust,
        });
        const hcl = trustTerraform(role);
        const { resource } = await parse("role.tf", hcl);
        const [only] = Object.values<[Record<string, string>]>(resource.aws_iam_role);
        expect(only?.[0]).toMatchObject({ name: role.role.name });
        const policy = only?.[0]["assume_role_policy"] ?? "";
        if (policy.startsWith("{"))
          expect(policy.replace(/\s/g, "")).toBe(asJsonSyntax(policyJson(trust)).replace(/\s/g, ""));
        else expect(await readHcl(encoded(hcl))).toEqual(JSON.parse(asJsonSyntax(JSON.stringify(trust))));
        expect(policyJson(trust) + yaml + hcl).toMatch(/^[\n\x20-\x7e]*$/);
        expect(checkTrustPolicy(trust)).toEqual({ ok: true });
        const identity = identityPolicyFor({ roleArn, sourceIdentity: true, tags: true });
        expect(checkPolicy(identity)).toEqual({ ok: true });
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  test("YAML reads a quoted text as that text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(parseYaml(quoteYaml(text), { version: "1.1" })).toBe(text);
      }),
    );
  });
});

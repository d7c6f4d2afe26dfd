import type { PolicyDocument } from "./policy-document.ts";
import { quoteYaml, RawYaml, toYaml, type YamlValue } from "./quote-yaml.ts";
import type { IamIdentity } from "./read-iam-arn.ts";

/** A role to be printed with its trust policy, and the issuer when it trusts one. */
export type PrintedRole = {
  role: IamIdentity;
  trust: PolicyDocument;
  /** 3600 to 43200. */
  maxSessionSeconds: number;
  provider: { arn: string; issuer: string; audience: string } | null;
};

/**
 * A CloudFormation template, in YAML, that makes the role. What the role may do is a parameter. A provider that the
 * account has already is left alone when asked. The stack needs CAPABILITY_NAMED_IAM, because the role has a name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
 */
export function cloudFormationTemplate({ role, trust, maxSessionSeconds, provider }: PrintedRole): string {
  const document = provider === null ? trust : withProvider(trust, provider.arn);
  return `AWSTemplateFormatVersion: "2010-09-09"
Description: "A role that only the access portal can assume"
Parameters:
  ManagedPolicyArns:
    Type: CommaDelimitedList
    Default: ""
    Description: "What the role may do: ARNs of managed policies, separated by commas"
${provider === null ? "" : providerParameter}Conditions:
  HasManagedPolicies: !Not [!Equals [!Join ["", !Ref ManagedPolicyArns], ""]]
${provider === null ? "" : providerCondition}Resources:
${provider === null ? "" : providerResource(provider)}  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: ${quoteYaml(role.name)}
      Path: ${quoteYaml(role.path ?? "/")}
      MaxSessionDuration: ${maxSessionSeconds}
      ManagedPolicyArns: !If [HasManagedPolicies, !Ref ManagedPolicyArns, !Ref "AWS::NoValue"]
      AssumeRolePolicyDocument:${toYaml(document, "        ")}
Outputs:
  RoleArn:
    Value: !GetAtt Role.Arn
`;
}

const providerParameter = `  ProviderExists:
    Type: String
    Default: "no"
    AllowedValues: ["no", "yes"]
    Description: "Whether the account has the portal's OpenID Connect provider already"
`;

const providerCondition = `  CreateProvider: !Equals [!Ref ProviderExists, "no"]
`;

const providerResource = ({ issuer, audience }: { issuer: string; audience: string }) => `  Provider:
    Type: AWS::IAM::OIDCProvider
    Condition: CreateProvider
    Properties:
      Url: ${quoteYaml(issuer)}
      ClientIdList: [${quoteYaml(audience)}]
`;

/** The provider that the stack makes is referred to, so that it is there before the role. */
function withProvider(trust: PolicyDocument, providerArn: string): YamlValue {
  const Federated = new RawYaml(`!If [CreateProvider, !Ref Provider, ${quoteYaml(providerArn)}]`);
  return {
    ...trust,
    Statement: trust.Statement.map((statement) => ({ ...statement, Principal: { Federated } })),
  };
}

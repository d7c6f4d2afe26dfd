import type { PolicyDocument } from "./document.ts";

const READ_ONLY_SERVICES = [
  "cloudformation",
  "cloudwatch",
  "dynamodb",
  "ec2",
  "iam",
  "lambda",
  "logs",
  "rds",
  "s3",
];

const MANAGED: Record<string, PolicyDocument> = {
  AdministratorAccess: allow("*"),
  PowerUserAccess: {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
  },
  ReadOnlyAccess: allow(
    ...READ_ONLY_SERVICES.flatMap((service) => [
      `${service}:Get*`,
      `${service}:List*`,
      `${service}:Describe*`,
    ]),
  ),
  SecurityAudit: allow("iam:Get*", "iam:List*", "ec2:Describe*", "s3:ListAllMyBuckets", "s3:ListBucket"),
  AmazonS3ReadOnlyAccess: allow("s3:Get*", "s3:List*", "s3:Describe*"),
  AmazonS3FullAccess: allow("s3:*"),
  "job-function/Billing": allow("aws-portal:*", "budgets:*", "ce:*", "cur:*"),
  "job-function/ViewOnlyAccess": allow("ec2:Describe*", "s3:ListAllMyBuckets", "s3:ListBucket", "iam:List*"),
};

/**
 * One of the AWS managed policies that the sandbox knows, by an ARN of any partition. They are shorter than
 * AWS's and say the same about what the sandbox serves.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export function managedPolicy(arn: string): PolicyDocument | undefined {
  const name = /^arn:aws[a-z-]*:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  return name !== undefined && Object.hasOwn(MANAGED, name) ? MANAGED[name] : undefined;
}

function allow(...actions: string[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: { Effect: "Allow", Action: actions, Resource: "*" } };
}

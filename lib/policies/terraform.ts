import type { PrintedRole } from "./cloudformation.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { policyJson } from "./policy-json.ts";
import { attributes, type HclValue, RawHcl, toHcl } from "./quote-hcl.ts";
import type { IamIdentity } from "./read-iam-arn.ts";

/**
 * Terraform for the role's side: the role, and the OpenID provider when it trusts one.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role
 */
export function trustTerraform({ role, trust, maxSessionSeconds, provider }: PrintedRole): string {
  const providerName = provider === null ? "" : resourceName(provider.issuer.replace(/^https?:\/\//, ""));
  const Federated = new RawHcl(`aws_iam_openid_connect_provider.${providerName}.arn`);
  const document: HclValue =
    provider === null
      ? trust
      : {
          ...trust,
          Statement: trust.Statement.map((statement) => ({ ...statement, Principal: { Federated } })),
        };
  const roleResource = resource("aws_iam_role", resourceName(role.name), {
    name: role.name,
    path: role.path ?? "/",
    max_session_duration: maxSessionSeconds,
    assume_role_policy: jsonOf(document, trust),
  });
  if (provider === null) return roleResource;
  const { issuer, audience } = provider;
  return `${resource("aws_iam_openid_connect_provider", providerName, { url: issuer, client_id_list: [audience] })}\n${roleResource}`;
}

/** Terraform for the portal's side: a policy of the user or role that it is; null for root, which takes none. */
export function identityTerraform(
  identity: IamIdentity,
  policyName: string,
  document: PolicyDocument,
): string | null {
  const { kind, name } = identity;
  if (kind === "root") return null;
  return resource(`aws_iam_${kind}_policy`, resourceName(policyName), {
    name: policyName,
    [kind]: name,
    policy: jsonOf(document, document),
  });
}

function resource(type: string, name: string, values: { readonly [key: string]: HclValue }): string {
  return `resource "${type}" "${name}" {\n${attributes(values, "  ")}}\n`;
}

/**
 * `jsonencode` writes letters as they are, and IAM takes none beyond U+00FF: such a document is written as the text
 * that escapes them.
 */
function jsonOf(document: HclValue, plain: PolicyDocument): HclValue {
  const beyond = /[^\x20-\xff]/.test(JSON.stringify(plain));
  return beyond ? policyJson(plain) : new RawHcl(`jsonencode(${toHcl(document, "  ")})`);
}

/** Letters, digits and underscores, beginning with a letter. */
function resourceName(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  return /^[a-z]/.test(name) ? name : `role_${name}`;
}

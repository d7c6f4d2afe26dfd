/**
 * A link that opens CloudFormation's page for a new stack, filled in. Null unless the template's address is one that
 * CloudFormation reads: https, of an S3 bucket, at most 1,024 characters.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
 * @param input.consoleHost of the partition: `console.aws.amazon.com`
 * @param input.dnsSuffix of the partition: `amazonaws.com`
 */
export function quickCreateUrl(input: {
  consoleHost: string;
  dnsSuffix: string;
  region: string;
  templateUrl: string;
  stackName: string;
  parameters: Readonly<Record<string, string>>;
}): string | null {
  const template = readTemplateUrl(input.templateUrl.trim(), input.dnsSuffix);
  if (template === null) return null;
  const query = new URLSearchParams({ templateURL: template, stackName: input.stackName });
  for (const [name, value] of Object.entries(input.parameters)) query.set(`param_${name}`, value);
  const region = encodeURIComponent(input.region);
  // After the #, a plus is not a blank.
  const fragment = query.toString().replaceAll("+", "%20");
  return `https://${region}.${input.consoleHost}/cloudformation/home?region=${region}#/stacks/quickcreate?${fragment}`;
}

/** A stack's name for a role: letters, digits and hyphens, at most 128, beginning with a letter. */
export function stackNameFor(roleName: string): string {
  return `genkan-${roleName.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "")}`.replace(/-$/, "-role");
}

function readTemplateUrl(text: string, dnsSuffix: string): string | null {
  const url = text.length <= 1024 && URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== "https:" || url.port !== "" || url.username + url.password !== "")
    return null;
  if (!url.hostname.endsWith(`.${dnsSuffix}`) || url.pathname === "/" || url.hash !== "") return null;
  const host = url.hostname.slice(0, -dnsSuffix.length - 1);
  // `s3`, `s3.region` or `s3-region`, with the bucket before it or in the path.
  return /(^|\.)s3([.-](dualstack\.)?[a-z0-9-]+)?$/.test(host) ? url.href : null;
}

import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";
import { quoteJavaScript } from "./quote-javascript.ts";

/**
 * A module that assumes the role with version 3 of the JavaScript SDK and says who it is then. Asks for the code of
 * the MFA device, and for the device where it is not known.
 * https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-credential-providers/#fromtemporarycredentials
 */
export function renderJavaScript(role: OwnKeysRole, choices: OwnKeysChoices): string {
  const region = quoteJavaScript(role.region ?? role.partition.defaultRegion);
  const mfa = choices.mfaSerial !== null || role.requiresMfa;
  // The default profile need not exist: keys may come from anywhere that the SDK looks.
  const isDefault = choices.sourceProfile === "default";
  const provider = isDefault ? "fromNodeProviderChain" : "fromIni";
  const profile = isDefault ? "" : `{ profile: ${quoteJavaScript(choices.sourceProfile)} }`;
  const lines = [
    "// Node.js, as an .mjs file: npm install @aws-sdk/client-sts @aws-sdk/credential-providers",
    ...(mfa ? ['import { createInterface } from "node:readline/promises";'] : []),
    'import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";',
    `import { ${provider}, fromTemporaryCredentials } from "@aws-sdk/credential-providers";`,
    "",
    ...(mfa ? [...asking, ""] : []),
    `const region = ${region};`,
    "const credentials = fromTemporaryCredentials({",
    `  masterCredentials: ${provider}(${profile}),`,
    "  params: {",
    ...paramsOf(role, choices).map((line) => `    ${line},`),
    "  },",
    ...(mfa ? ['  mfaCodeProvider: () => ask("MFA code: "),'] : []),
    "  clientConfig: { region },",
    "});",
    "",
    "const sts = new STSClient({ region, credentials });",
    "console.log((await sts.send(new GetCallerIdentityCommand({}))).Arn);",
    "// Clients of every other service take the same credentials, in this region or another:",
    "// const s3 = new S3Client({ region, credentials });",
    ...(mfa ? ["terminal.close();"] : []),
  ];
  return `${lines.join("\n")}\n`;
}

// One reader for all questions: with one each, what was typed ahead would be lost with the first.
const asking = [
  "const terminal = createInterface({ input: process.stdin });",
  "const lines = terminal[Symbol.asyncIterator]();",
  "async function ask(question) {",
  "  process.stderr.write(question);",
  "  const { value } = await lines.next();",
  '  return (value ?? "").trim();',
  "}",
];

function paramsOf(role: OwnKeysRole, { mfaSerial }: OwnKeysChoices): string[] {
  const lines = [
    `RoleArn: ${quoteJavaScript(role.arn)}`,
    `RoleSessionName: ${quoteJavaScript(role.sessionName)}`,
  ];
  if (role.externalId !== null) lines.push(`ExternalId: ${quoteJavaScript(role.externalId)}`);
  if (role.maxDurationSeconds !== 3600) lines.push(`DurationSeconds: ${role.maxDurationSeconds}`);
  if (mfaSerial !== null) lines.push(`SerialNumber: ${quoteJavaScript(mfaSerial)}`);
  else if (role.requiresMfa) lines.push('SerialNumber: await ask("MFA device: ")');
  return lines;
}

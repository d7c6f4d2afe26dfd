import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";
import { quotePython } from "./quote-python.ts";

/**
 * A program that assumes the role with boto3 and says who it is then. Asks for the code of the MFA device, and for the
 * device where it is not known.
 * https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/sts/client/assume_role.html
 */
export function renderBoto3(role: OwnKeysRole, choices: OwnKeysChoices): string {
  const region = quotePython(role.region ?? role.partition.defaultRegion);
  // The default profile need not exist: keys may come from anywhere that boto3 looks.
  const own = choices.sourceProfile === "default" ? "" : `profile_name=${quotePython(choices.sourceProfile)}`;
  const lines = [
    "# Python 3 with boto3: pip install boto3",
    "import boto3",
    "",
    `own_keys = boto3.Session(${own})`,
    `sts = own_keys.client("sts", region_name=${region})`,
    "answer = sts.assume_role(",
    ...argumentsOf(role, choices).map((line) => `    ${line},`),
    ")",
    'credentials = answer["Credentials"]',
    "session = boto3.Session(",
    '    aws_access_key_id=credentials["AccessKeyId"],',
    '    aws_secret_access_key=credentials["SecretAccessKey"],',
    '    aws_session_token=credentials["SessionToken"],',
    `    region_name=${region},`,
    ")",
    "",
    'print(session.client("sts").get_caller_identity()["Arn"])',
    "# Clients of every other service come from the same session, in its region or another:",
    '# s3 = session.client("s3")',
    '# ec2 = session.client("ec2", region_name=another_region)',
  ];
  return `${lines.join("\n")}\n`;
}

function argumentsOf(role: OwnKeysRole, { mfaSerial }: OwnKeysChoices): string[] {
  const lines = [`RoleArn=${quotePython(role.arn)}`, `RoleSessionName=${quotePython(role.sessionName)}`];
  if (role.externalId !== null) lines.push(`ExternalId=${quotePython(role.externalId)}`);
  if (role.maxDurationSeconds !== 3600) lines.push(`DurationSeconds=${role.maxDurationSeconds}`);
  if (mfaSerial !== null || role.requiresMfa) {
    const serial = mfaSerial === null ? 'input("MFA device: ").strip()' : quotePython(mfaSerial);
    lines.push(`SerialNumber=${serial}`, 'TokenCode=input("MFA code: ").strip()');
  }
  return lines;
}

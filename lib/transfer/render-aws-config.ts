import { parseRoleReference } from "#lib/catalogue/parse-role-reference.ts";
import { quoteIni } from "#lib/credentials/credentials-file.ts";
import type { CredentialSourceName } from "#lib/credentials/own-keys/config-credential-source.ts";
import type { ExportedRole, ExportedStep } from "./exported-role.ts";
import { ownComment } from "./own-comments.ts";
import { profileNames } from "./profile-names.ts";

/** Whose keys assume the roles: another profile's, `default` unless told otherwise, or the surroundings'. */
export type AwsConfigSourceChoice = { sourceProfile?: string } | { credentialSource: CredentialSourceName };

/**
 * Profiles for `~/.aws/config` that assume the roles with keys of the person's own. Chains are further profiles; none
 * is called `default`. Comments carry the catalogue's names, so that `readAwsConfig` reads them back.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 * @throws CredentialsRenderError when a value, such as the source profile's name, cannot stand in such a file
 */
export function renderAwsConfig(roles: readonly ExportedRole[], choice: AwsConfigSourceChoice = {}): string {
  const surroundings = "credentialSource" in choice ? choice.credentialSource : null;
  const sourceProfile = "credentialSource" in choice ? "default" : (choice.sourceProfile ?? "default");
  const first = surroundings
    ? `credential_source = ${surroundings}`
    : `source_profile = ${quoteIni(sourceProfile)}`;
  const nameFor = profileNames(["default", sourceProfile]);
  const blocks: string[] = [];
  const named = new Map<string, string>();
  // The person's own roles first: a chain through one of them takes its profile.
  const own = roles.map((role) => {
    const name = nameFor(role);
    const key = pathKey([...role.chain, role]);
    if (!named.has(key)) named.set(key, name);
    return { role, name };
  });
  for (const { role, name } of own) {
    const source = sourceOf(role.chain);
    const keysAreARoles = role.chain.length > 0 || surroundings !== null;
    blocks.push(roleBlock(role, name, source, surroundings === null, keysAreARoles));
  }
  return blocks.join("\n");

  function sourceOf(chain: readonly ExportedStep[]): string {
    const step = chain.at(-1);
    if (step === undefined) return first;
    const key = pathKey(chain);
    let name = named.get(key);
    if (name === undefined) {
      const source = sourceOf(chain.slice(0, -1));
      name = nameFor({ accountName: "", ...stepNames(step) });
      named.set(key, name);
      blocks.push(stepBlock(step, name, source));
    }
    return `source_profile = ${name}`;
  }
}

function pathKey(path: readonly ExportedStep[]): string {
  return JSON.stringify(path.map(({ arn, externalId }) => [arn, externalId]));
}

function stepNames({ arn }: ExportedStep): { accountId: string; roleName: string } {
  const role = parseRoleReference(arn);
  return role.ok ? role : { accountId: "", roleName: "step" };
}

function stepBlock(step: ExportedStep, name: string, source: string): string {
  const externalId = step.externalId === null ? [] : [`external_id = ${quoteIni(step.externalId)}`];
  return block([
    `[profile ${name}]`,
    ownComment("#", "step"),
    `role_arn = ${quoteIni(step.arn)}`,
    source,
    ...externalId,
  ]);
}

function roleBlock(
  role: ExportedRole,
  name: string,
  source: string,
  asksForCodes: boolean,
  keysAreARoles: boolean,
): string {
  const lines = [
    `[profile ${name}]`,
    ownComment("#", "account", role.accountName),
    ...(role.label === "" ? [] : [ownComment("#", "label", role.label)]),
    `role_arn = ${quoteIni(role.arn)}`,
    source,
  ];
  if (role.externalId !== null) lines.push(`external_id = ${quoteIni(role.externalId)}`);
  // The code is the first role's of a chain, and surroundings have nobody to ask.
  if (role.requiresMfa && asksForCodes && role.chain.length === 0)
    lines.push(
      ...(role.mfaSerial === null
        ? [
            "# This role demands MFA: name the device of your user.",
            "# mfa_serial = arn:aws:iam::111122223333:mfa/your-device",
          ]
        : [`mfa_serial = ${quoteIni(role.mfaSerial)}`]),
    );
  // AWS grants an hour to the keys of a role, and an hour is what clients ask for by themselves.
  if (!keysAreARoles || role.maxDurationSeconds <= 3600)
    lines.push(`duration_seconds = ${role.maxDurationSeconds}`);
  if (role.region !== null) lines.push(`region = ${quoteIni(role.region)}`);
  return block(lines);
}

function block(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

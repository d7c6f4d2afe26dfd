import { quoteBash } from "#lib/credentials/bash.ts";
import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";

/**
 * Commands for a POSIX shell that make git ask the role's profile for CodeCommit's user name and password, for
 * CodeCommit's host alone. The empty helper comes first: it keeps those of other hosts, such as a keychain, from
 * storing a password that is good for minutes.
 * https://docs.aws.amazon.com/codecommit/latest/userguide/setting-up-https-unixes.html and
 * https://git-scm.com/docs/gitcredentials#Documentation/gitcredentials.txt-helper
 */
export function renderCodeCommit(role: OwnKeysRole, choices: OwnKeysChoices): string {
  const section = sectionOf(role, choices);
  const helper = `!aws --profile ${role.profileName} codecommit credential-helper $@`;
  return [
    `git config --global --replace-all ${quoteBash(`${section}.helper`)} ''`,
    `git config --global --add ${quoteBash(`${section}.helper`)} ${quoteBash(helper)}`,
    `git config --global ${quoteBash(`${section}.UseHttpPath`)} true`,
    "",
  ].join("\n");
}

/** The command that takes the helper away again. */
export function renderCodeCommitUndo(role: OwnKeysRole, choices: OwnKeysChoices): string {
  return `git config --global --remove-section ${quoteBash(sectionOf(role, choices))}\n`;
}

function sectionOf(role: OwnKeysRole, choices: OwnKeysChoices): string {
  const region = choices.codeCommitRegion ?? role.region ?? role.partition.defaultRegion;
  return `credential.https://git-codecommit.${region}.${role.partition.dnsSuffix}`;
}

import type { CatalogueEntries, RefusedEntry } from "./entries-view.ts";

/** What of a text is secret, as readers come across it. */
export type FoundSecrets = {
  /** The value of a setting or cell: counted when its name says that it is secret, or when it looks so. */
  look: (name: string, value: string) => void;
  /** Text that nothing is read from, such as a comment: counted as far as it looks like a secret. */
  lookThrough: (text: string) => void;
  count: () => number;
  /** The same entries without those that hold a piece of a secret, which are refused. */
  leaveOut: (entries: Omit<CatalogueEntries, "secretsFound">) => CatalogueEntries;
};

// Long enough that no name holds it by chance, short enough that no useful part of a secret gets by.
const pieceLength = 12;
const secretName = /secret|password|passwd|private_?key|session_?token|security_?token|auth_?token|^token$/i;
const publicName = /^(role_arn|external_id|sso_)/i;
// What an assignment in a command, in JSON or behind a flag looks like.
const assigned =
  /(?:secret|password|passwd|token|private_?key)[\w-]{0,30}["']?\s{0,9}(?:[=:]\s{0,9}|\s)["']?([^\s"',;]{8,})/gi;
// Forty of the characters that secret access keys are made of, of all kinds,
// https://aws.amazon.com/blogs/security/a-safer-way-to-distribute-aws-credentials-to-ec2/
const keyShaped = /(?<![\w/+=])(?=[\w/+]*[a-z])(?=[\w/+]*[A-Z])(?=[\w/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=])/g;
const accessKeyId = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/;

/** Keeps watch over one text's secrets: they are counted, and no entry leaves with a piece of one. */
export function foundSecrets(): FoundSecrets {
  const pieces = new Set<string>();
  let count = 0;
  const remember = (secret: string) => {
    count += 1;
    for (let at = 0; at + pieceLength <= secret.length; at += pieceLength)
      pieces.add(secret.slice(at, at + pieceLength));
  };
  const lookThrough = (text: string) => {
    const rest = text.replace(assigned, (_, secret: string) => {
      remember(secret);
      return " ";
    });
    for (const [secret] of rest.matchAll(keyShaped)) remember(secret);
  };
  const holds = (text: string) => {
    if (accessKeyId.test(text)) return true;
    for (let at = 0; at + pieceLength <= text.length; at++)
      if (pieces.has(text.slice(at, at + pieceLength))) return true;
    return false;
  };
  return {
    look: (name, value) => {
      if (value === "") return;
      if (secretName.test(name)) remember(value);
      else if (!publicName.test(name)) lookThrough(value);
    },
    lookThrough,
    count: () => count,
    leaveOut: (entries) => ({ ...withoutSecrets(entries, holds), secretsFound: count }),
  };
}

/** Whether a text holds what looks like an access key's id or its secret. */
export function looksLikeKey(text: string): boolean {
  return accessKeyId.test(text) || text.search(keyShaped) >= 0;
}

function withoutSecrets(
  entries: Omit<CatalogueEntries, "secretsFound">,
  holds: (text: string) => boolean,
): Omit<CatalogueEntries, "secretsFound"> {
  const refused: RefusedEntry[] = [];
  const kept = <Entry extends { at: string }>(list: readonly Entry[]): Entry[] =>
    list.filter((entry) => {
      if (!texts(entry).some(holds)) return true;
      refused.push({ at: holds(entry.at) ? "…" : entry.at, name: "…", reason: "holds_secret" });
      return false;
    });
  const [accounts, roles] = [kept(entries.accounts), kept(entries.roles)];
  const [groups, assignments] = [kept(entries.groups), kept(entries.assignments)];
  const [before, notes] = [kept(entries.refused), kept(entries.notes)];
  return { accounts, roles, groups, assignments, refused: [...before, ...refused], notes };
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...texts(inner)]);
}

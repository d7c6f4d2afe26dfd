import { partitionOfSigninHost } from "#lib/partitions/federation-endpoint.ts";
import { isHostOrRegional } from "#lib/partitions/is-host-or-regional.ts";
import { isPartitionId, type PartitionId, partitionIds, partitions } from "#lib/partitions/partitions.ts";

export type RoleReference = {
  ok: true;
  partition: PartitionId;
  /** Twelve digits. */
  accountId: string;
  /** 1–64 characters, without path. */
  roleName: string;
  /** `/` or `/team/`: starts and ends with a slash. */
  rolePath: string;
  arn: string;
  /** From a switch-role link; at most 64 characters, not empty. */
  displayName?: string;
  /** From a switch-role link, where it stands without the #: `#rrggbb` in lower case. */
  color?: string;
};

export type RoleReferenceCode = keyof typeof messages;
export type RoleReferenceRefusal = { ok: false; code: RoleReferenceCode; message: string };

/**
 * Reads what an owner pastes to name a role: its ARN; a switch-role link; or `accountId/roleName` or
 * `accountId roleName`, taken to be in the partition `aws`, where the role may have its path before it.
 *
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html and
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
 */
export function parseRoleReference(text: string): RoleReference | RoleReferenceRefusal {
  const trimmed = text.trim();
  if (trimmed.length > 2048) return refuse("role_reference_too_long");
  if (/^arn:/i.test(trimmed)) return parseArn(trimmed);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) return parseSwitchRoleLink(trimmed);
  const [, accountId, role] = /^([^\s/]+)(?:\s*\/\s*|\s+)(\S+)$/.exec(trimmed) ?? [];
  if (accountId === undefined || role === undefined) return refuse("role_arn_malformed");
  return roleReferenceFromParts({ partition: "aws", accountId, roleName: role });
}

/**
 * The same from fields of a form. Dashes in the account id (`1111-2222-3333`, as consoles show it) are dropped;
 * `roleName` may have its path before it.
 */
export function roleReferenceFromParts(input: {
  partition: string;
  accountId: string;
  roleName: string;
}): RoleReference | RoleReferenceRefusal {
  const { partition, roleName: role } = input;
  if (!isPartitionId(partition)) return refuse("partition_unknown");
  const accountId = input.accountId.replace(/^(\d{4})-(\d{4})-(\d{4})$/, "$1$2$3");
  if (!/^\d{12}$/.test(accountId)) {
    return refuse(isAccountAlias(accountId) ? "account_alias_unsupported" : "account_id_malformed");
  }
  const nameStart = role.lastIndexOf("/") + 1;
  const roleName = role.slice(nameStart);
  const rolePath = `/${role.slice(0, nameStart).replace(/^\//, "")}`;
  if (!/^[\w+=,.@-]{1,64}$/.test(roleName)) return refuse("role_name_malformed");
  if (!/^\/(?:[\x21-\x7e]+\/)?$/.test(rolePath) || rolePath.length > 512)
    return refuse("role_path_malformed");
  const arn = `arn:${partition}:iam::${accountId}:role${rolePath}${roleName}`;
  return { ok: true, partition, accountId, roleName, rolePath, arn };
}

function parseArn(text: string): RoleReference | RoleReferenceRefusal {
  const [arn, partition, service, region, accountId, ...rest] = text.split(":");
  // A path may hold colons, and so what follows the account is one piece again.
  const resource = rest.join(":");
  if (arn !== "arn" || partition === undefined || service === undefined || accountId === undefined) {
    return refuse("role_arn_malformed");
  }
  if (!isPartitionId(partition)) return refuse("partition_unknown");
  if (service === "sts" && resource.startsWith("assumed-role/")) return refuse("session_arn_not_role");
  if (service !== "iam" || !resource.startsWith("role/")) return refuse("not_a_role_arn");
  if (region !== "") return refuse("role_arn_malformed");
  // Only digits here: in an ARN neither an alias nor dashes were ever right.
  if (!/^\d{12}$/.test(accountId)) return refuse("account_id_malformed");
  const role = resource.slice("role/".length);
  if (role.startsWith("/")) return refuse("role_path_malformed");
  return roleReferenceFromParts({ partition, accountId, roleName: role });
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html; the console adds
// displayName and color by itself, without documenting them.
function parseSwitchRoleLink(text: string): RoleReference | RoleReferenceRefusal {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== "https:" || url.port !== "" || url.username + url.password !== "") {
    return refuse("switch_role_link_malformed");
  }
  const partition = partitionOfSigninHost(url.hostname) ?? partitionOfConsoleHost(url.hostname);
  const accountId = url.searchParams.get("account")?.trim();
  const roleName = url.searchParams.get("roleName")?.trim();
  if (partition === null || !/\/switchrole\/?$/.test(url.pathname) || !accountId || !roleName) {
    return refuse("switch_role_link_malformed");
  }
  const role = roleReferenceFromParts({ partition, accountId, roleName });
  if (!role.ok) return role;
  // Name and colour are decoration: what is wrong with them is left out rather than refused.
  const displayName = clean(url.searchParams.get("displayName") ?? "");
  const color = /^#?([0-9a-f]{6})$/i.exec(url.searchParams.get("color") ?? "")?.[1]?.toLowerCase();
  return {
    ...role,
    ...(displayName === "" ? {} : { displayName }),
    ...(color === undefined ? {} : { color: `#${color}` }),
  };
}

function partitionOfConsoleHost(host: string): PartitionId | null {
  return partitionIds.find((id) => isHostOrRegional(id, host, partitions[id].consoleHost)) ?? null;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/console-account-alias.html
function isAccountAlias(text: string): boolean {
  return /^(?!\d+$)[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}$/.test(text);
}

// Control and direction characters would let a name pretend to be another; the cut never halves a character.
function clean(text: string): string {
  const characters = [...text.replace(/\p{C}/gu, " ").replace(/\s+/g, " ").trim()];
  let name = "";
  for (const character of characters) {
    if (name.length + character.length > 64) break;
    name += character;
  }
  return name.trim();
}

function refuse(code: RoleReferenceCode): RoleReferenceRefusal {
  return { ok: false, code, message: messages[code] };
}

const messages = {
  role_reference_too_long: "This is longer than 2,048 characters, which no role ARN or switch-role link is.",
  role_arn_malformed:
    "This is not a role. Paste a role ARN (arn:aws:iam::111122223333:role/Name), a switch-role link, or account id and role name.",
  partition_unknown: "The partition is not one of aws, aws-cn, aws-us-gov and aws-eusc.",
  not_a_role_arn:
    "This ARN names something other than an IAM role. A role's ARN reads arn:aws:iam::111122223333:role/Name.",
  session_arn_not_role:
    "This ARN names a role session, not the role. The role's own ARN reads arn:aws:iam::111122223333:role/Name, with its path if it has one.",
  account_id_malformed: "An account id has exactly twelve digits.",
  account_alias_unsupported:
    "This is an account alias, which only AWS can resolve. Use the account's twelve digits instead.",
  role_name_malformed: "A role name has 1 to 64 letters, digits and _ + = , . @ -.",
  role_path_malformed:
    "A role path starts and ends with a slash and has at most 512 printable characters without blanks.",
  switch_role_link_malformed:
    "This is not a switch-role link. It reads https://signin.aws.amazon.com/switchrole?account=111122223333&roleName=Name.",
} as const;

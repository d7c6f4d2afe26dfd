import { isPartitionId, type PartitionId, partitionIds, partitions } from "#lib/partitions/partitions.ts";

export type PastedRole = {
  partition: PartitionId;
  accountId: string;
  /** Without path. */
  roleName: string;
  arn: string;
  displayName?: string;
  color?: string;
};

/**
 * What a pasted text seems to name, to show while one types; null while it is not clear. A light look only: the
 * API reads the text itself and has the last word.
 */
export function readPastedRole(text: string): PastedRole | null {
  const trimmed = text.trim();
  const [, partition, accountId, role] =
    /^arn:([a-z-]+):iam::(\d{12}):role\/([\x21-\x7e]{1,576})$/.exec(trimmed) ?? [];
  if (partition !== undefined && accountId !== undefined && role !== undefined)
    return named(partition, accountId, role);
  if (/^https:\/\//i.test(trimmed)) return readLink(trimmed);
  const [, plainId, plainRole] = /^([\d-]+)(?:\s*\/\s*|\s+)(\S+)$/.exec(trimmed) ?? [];
  return plainId === undefined || plainRole === undefined ? null : named("aws", plainId, plainRole);
}

/** The same from account id and role name. */
export function readRoleParts(partition: string, accountId: string, role: string): PastedRole | null {
  return named(partition, accountId.trim(), role.trim());
}

function named(partition: string, account: string, role: string): PastedRole | null {
  const accountId = account.replace(/^(\d{4})-(\d{4})-(\d{4})$/, "$1$2$3");
  const path = role.replace(/^\//, "");
  const roleName = path.slice(path.lastIndexOf("/") + 1);
  if (!isPartitionId(partition) || !/^\d{12}$/.test(accountId) || !/^[\w+=,.@-]{1,64}$/.test(roleName))
    return null;
  return { partition, accountId, roleName, arn: `arn:${partition}:iam::${accountId}:role/${path}` };
}

function readLink(text: string): PastedRole | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const partition = partitionIds.find((id) => {
    const { signinHost } = partitions[id];
    return url.hostname === signinHost || url.hostname.endsWith(`.${signinHost}`);
  });
  const query = url.searchParams;
  const role = partition && named(partition, query.get("account") ?? "", query.get("roleName") ?? "");
  if (!role) return null;
  const displayName = query.get("displayName")?.trim();
  const color = /^#?([0-9a-f]{6})$/i.exec(query.get("color") ?? "")?.[1];
  return { ...role, ...(displayName && { displayName }), ...(color && { color: `#${color.toLowerCase()}` }) };
}

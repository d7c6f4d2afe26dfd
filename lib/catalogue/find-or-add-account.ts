import { randomUUID } from "node:crypto";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { accountColor } from "./account-color.ts";
import type { RoleReference } from "./parse-role-reference.ts";

/** The account of a role by its id in the catalogue, added when it is new. */
export async function findOrAddAccount(
  tx: Tx,
  { partition, accountId }: Pick<RoleReference, "partition" | "accountId">,
  about: { name?: string | undefined; color?: string | undefined } = {},
): Promise<string> {
  const where = { partition_accountId: { partition, accountId } };
  const known = await tx.awsAccount.findUnique({ where, select: { id: true } });
  if (known) return known.id;
  const at = now();
  const name = about.name ?? accountId;
  const color = about.color ?? accountColor(accountId);
  const data = { id: randomUUID(), partition, accountId, name, color, createdAt: at, updatedAt: at };
  return (await tx.awsAccount.create({ data, select: { id: true } })).id;
}

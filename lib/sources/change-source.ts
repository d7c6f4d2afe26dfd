import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import { orderCatalogueChanges } from "#lib/catalogue/order-catalogue-changes.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { AppError } from "#lib/errors.ts";
import { checkChains, checkRoleAsSource } from "./check-chain.ts";
import { checkIssuer } from "./check-issuer.ts";
import { refuseTakenName } from "./refuse-taken-name.ts";
import { requireProfile } from "./require-profile.ts";
import {
  Algorithm,
  Audience,
  checkAudience,
  checkMfaSerial,
  IssuerUrl,
  MfaSerial,
  ProfileName,
  RoleId,
  SourceName,
} from "./source-fields.ts";
import { sourceColumns, toSourceView } from "./source-row.ts";
import type { CredentialSourceView } from "./source-view.ts";

/** What this takes; described at /api/openapi.json. Beside the name, a kind takes its own fields only. */
export const ChangeSourceInput = z.strictObject({
  name: SourceName.optional(),
  profile: ProfileName.optional(),
  roleId: RoleId.optional(),
  mfaSerial: MfaSerial.nullable().optional(),
  issuer: IssuerUrl.nullable().optional(),
  audience: Audience.optional(),
  algorithm: Algorithm.optional(),
});
type Input = z.output<typeof ChangeSourceInput>;

const fieldsOfKind: Readonly<Record<string, readonly string[]>> = {
  profile: ["profile"],
  access_key: ["mfaSerial"],
  role: ["roleId"],
  web_identity: ["issuer", "audience", "algorithm"],
};

/**
 * Changes a credential source; its kind stays, and its key is changed by `rotateAccessKey`. With another profile or
 * MFA device, what codes opened for people is gone.
 * @throws AppError `source_not_found`, `source_name_taken`, `invalid_input` for a field of another kind, and those of
 *   `addSource` for the fields given
 */
export async function changeSource(
  viewer: Viewer,
  id: string,
  input: unknown,
): Promise<CredentialSourceView> {
  requireOwner(viewer);
  const parsed = ChangeSourceInput.parse(input);
  const change = await prepare(parsed);
  return transact(async (tx) => {
    await orderCatalogueChanges(tx);
    await requireFieldsOfKind(tx, id, parsed);
    const nameKey = parsed.name === undefined ? undefined : await refuseTakenName(tx, parsed.name, id);
    if (change.roleId !== undefined) await checkRoleAsSource(tx, change.roleId);
    const row = await tx.credentialSource.update({
      where: { id },
      data: { ...change, ...(nameKey !== undefined && { nameKey }), updatedAt: now() },
      select: sourceColumns,
    });
    if (change.roleId !== undefined) await checkChains(tx);
    if (change.mfaSerial !== undefined || change.profile !== undefined)
      await tx.mfaSession.deleteMany({ where: { sourceId: id } });
    // Another identity may be granted what was refused to the one before.
    if (change.roleId !== undefined || change.profile !== undefined)
      await tx.refusedDuration.deleteMany({ where: { shape: id } });
    recordEvent(tx, actorOf(viewer), {
      event: "source.changed",
      outcome: "done",
      subjectId: id,
      roleId: row.role?.id,
      roleArn: row.role?.arn,
      fields: { source: row.name, kind: row.kind, ...change },
    });
    return toSourceView(row);
  });
}

type Change = {
  name?: string;
  profile?: string;
  roleId?: string;
  mfaSerial?: string | null;
  issuer?: string | null;
  audience?: string;
  algorithm?: string;
};

/** The columns to be written, each checked. */
async function prepare(input: Input): Promise<Change> {
  const { name, profile, roleId, mfaSerial, issuer, audience, algorithm } = input;
  return {
    ...(name !== undefined && { name }),
    ...(profile !== undefined && { profile: await requireProfile(profile) }),
    ...(roleId !== undefined && { roleId }),
    ...(mfaSerial !== undefined && { mfaSerial: checkMfaSerial(mfaSerial) }),
    ...(issuer !== undefined && { issuer: checkIssuer(issuer) }),
    ...(audience !== undefined && { audience: checkAudience(audience) }),
    ...(algorithm !== undefined && { algorithm }),
  };
}

async function requireFieldsOfKind(tx: Tx, id: string, input: Input): Promise<void> {
  const row = await tx.credentialSource.findFirst({
    where: { id, removedAt: null },
    select: { kind: true },
  });
  if (!row) throw new AppError("source_not_found", "There is no such credential source.");
  const fields = Object.keys(input).filter(
    (name) => name !== "name" && !fieldsOfKind[row.kind]?.includes(name),
  );
  if (fields.length > 0)
    throw new AppError("invalid_input", `A source of kind ${row.kind} has no ${fields.join(", ")}.`, {
      details: { fields },
    });
}

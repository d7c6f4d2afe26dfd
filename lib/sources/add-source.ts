import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { requireRecentSignIn } from "#lib/auth/require-recent-sign-in.ts";
import { actorOf, requireOwner, type Viewer } from "#lib/auth/viewer.ts";
import type { Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { fillFreeSlots, type KeyPair } from "#lib/issuer/key-pairs.ts";
import { missingKeyPairs } from "#lib/issuer/require-signing-keys.ts";
import { checkRoleAsSource } from "./check-chain.ts";
import { checkIssuer } from "./check-issuer.ts";
import { identifyAccessKey } from "./identify-access-key.ts";
import { refuseTakenName } from "./refuse-taken-name.ts";
import { requireProfile } from "./require-profile.ts";
import { sealAccessKey } from "./sealed-key.ts";
import {
  Algorithm,
  Audience,
  accessKeyFields,
  checkAccessKey,
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

const named = { name: SourceName };

/** What this takes; described at /api/openapi.json. */
export const AddSourceInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("environment"), ...named }),
  z.strictObject({ kind: z.literal("instance_metadata"), ...named }),
  z.strictObject({ kind: z.literal("container"), ...named }),
  z.strictObject({ kind: z.literal("profile"), ...named, profile: ProfileName }),
  z.strictObject({
    kind: z.literal("access_key"),
    ...named,
    ...accessKeyFields,
    mfaSerial: MfaSerial.nullable().default(null),
  }),
  z.strictObject({ kind: z.literal("role"), ...named, roleId: RoleId }),
  z.strictObject({
    kind: z.literal("web_identity"),
    ...named,
    issuer: IssuerUrl.nullable().default(null),
    audience: Audience.default("sts.amazonaws.com"),
    algorithm: Algorithm.default("RS256"),
  }),
]);
type Input = z.output<typeof AddSourceInput>;

/**
 * Adds a credential source. An access key is stored sealed, once AWS has said whose it is; for that the viewer needs
 * a sign-in of the last five minutes. The first web identity makes the portal's signing keys.
 * @throws AppError `source_name_taken`, `recent_sign_in_required`, `aws_profile_unknown`, `access_key_malformed`,
 *   `mfa_serial_malformed`, AWS's refusal of a key as `aws_…`, `role_not_found`, `source_chain_loops`,
 *   `source_chain_too_long`, `issuer_url_malformed`, `issuer_url_has_port`, `audience_malformed`
 */
export async function addSource(viewer: Viewer, input: unknown): Promise<CredentialSourceView> {
  requireOwner(viewer);
  const parsed = AddSourceInput.parse(input);
  if (parsed.kind === "access_key") requireRecentSignIn(viewer);
  const id = randomUUID();
  const { columns, fields, keyPairs } = await prepare(id, parsed);
  return transact(async (tx) => {
    const nameKey = await refuseTakenName(tx, parsed.name);
    if (parsed.kind === "role") await checkRoleAsSource(tx, parsed.roleId);
    const at = now();
    const row = await tx.credentialSource.create({
      data: {
        id,
        name: parsed.name,
        nameKey,
        kind: parsed.kind,
        ...columns,
        createdAt: at,
        updatedAt: at,
      },
      select: sourceColumns,
    });
    const signingKeys = await storeKeyPairs(tx, keyPairs);
    recordEvent(tx, actorOf(viewer), {
      event: "source.added",
      outcome: "done",
      subjectId: id,
      roleId: row.role?.id,
      roleArn: row.role?.arn,
      fields: { source: row.name, kind: row.kind, ...fields, ...signingKeys },
    });
    return toSourceView(row);
  });
}

type Columns = {
  profile?: string;
  roleId?: string;
  sealedKey?: string;
  accessKeyLast4?: string;
  keyChangedAt?: Date;
  mfaSerial?: string | null;
  issuer?: string | null;
  audience?: string;
  algorithm?: string;
};
type Prepared = {
  columns: Columns;
  fields: Readonly<Record<string, string | null>>;
  keyPairs: readonly KeyPair[];
};

/** Everything that asks somebody else or takes its time, before the transaction. */
async function prepare(id: string, input: Input): Promise<Prepared> {
  const none = { columns: {}, fields: {}, keyPairs: [] };
  switch (input.kind) {
    case "environment":
    case "instance_metadata":
    case "container":
      return none;
    case "profile": {
      const profile = await requireProfile(input.profile);
      return { ...none, columns: { profile }, fields: { profile } };
    }
    case "access_key": {
      const key = checkAccessKey(input);
      const mfaSerial = checkMfaSerial(input.mfaSerial);
      const { arn } = await identifyAccessKey(key);
      const accessKeyLast4 = key.accessKeyId.slice(-4);
      const columns = { sealedKey: sealAccessKey(id, key), accessKeyLast4, keyChangedAt: now(), mfaSerial };
      return { ...none, columns, fields: { accessKeyLast4, principal: arn, mfaSerial } };
    }
    case "role":
      return { ...none, columns: { roleId: input.roleId } };
    case "web_identity": {
      const { algorithm } = input;
      const issuer = checkIssuer(input.issuer);
      const audience = checkAudience(input.audience);
      const columns = { issuer, audience, algorithm };
      return { columns, fields: columns, keyPairs: await missingKeyPairs() };
    }
    default:
      return input satisfies never;
  }
}

async function storeKeyPairs(tx: Tx, keyPairs: readonly KeyPair[]): Promise<{ signingKeys?: string[] }> {
  const stored = keyPairs.length === 0 ? [] : await fillFreeSlots(tx, keyPairs);
  return stored.length === 0 ? {} : { signingKeys: stored };
}

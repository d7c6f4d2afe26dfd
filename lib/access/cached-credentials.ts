import { z } from "zod";
import { transact } from "#lib/audit/transact.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import type { RoleCredentials } from "#lib/credentials/role-credentials.ts";
import { now } from "#lib/db/clock.ts";
import { hasLocalAws } from "#lib/env.ts";
import { isAppError } from "#lib/errors.ts";
import { type AssumptionPlan, planAssumption } from "./assumption-plan.ts";
import {
  dropCredentials,
  findKeptCredentials,
  type KeptCredentials,
  keepCredentials,
} from "./credentials-cache.ts";
import type { AssignedRole } from "./find-assigned-role.ts";
import { bookmarkedSeconds, issueToClient, tellingWhere } from "./issue-to-client.ts";
import { lockPlan } from "./lock-plan.ts";
import { planMfa } from "./plan-mfa.ts";
import { authorizeUse } from "./prepare-issue.ts";
import { recordIssue, recordIssueRefusal } from "./record-issue.ts";
import { bindableAddress } from "./session-policy.ts";

const Input = z.strictObject({
  roleId: z.string().max(64),
  durationSeconds: z.coerce.number().optional(),
  readOnly: z
    .enum(["true", "false"])
    .transform((answer) => answer === "true")
    .default(false),
});

type Wanted = { roleId: string; durationSeconds: number | undefined; readOnly: boolean };

/**
 * Credentials for programs that ask again and again: SDKs by container credentials or `credential_process`. Each
 * answer is authorized and recorded, in one transaction when the credentials are those of before. Whoever asks while
 * the same is being issued waits for it.
 * @param input `durationSeconds` and `readOnly` as an address has them, texts
 * @throws AppError those of `issueToClient`
 */
export async function cachedCredentials(viewer: Viewer, input: unknown): Promise<RoleCredentials> {
  const { roleId, readOnly, ...asked } = Input.parse(input);
  const durationSeconds = asked.durationSeconds ?? (await bookmarkedSeconds(viewer, roleId));
  const wanted = { roleId, readOnly, durationSeconds };
  const flight = keyOf(viewer, wanted, viewer.address);
  for (let waited = 0; ; waited += 1) {
    const reused = await reuse(viewer, wanted);
    if (reused) return reused;
    const flying = flights.get(flight);
    if (!flying) break;
    // Changed again and again while others ask: then for oneself.
    if (waited === mostWaited) break;
    await waitFor(flying, viewer, wanted);
  }
  const flying = issueAndKeep(viewer, wanted);
  flights.set(flight, flying);
  try {
    return await flying;
  } finally {
    if (flights.get(flight) === flying) flights.delete(flight);
  }
}

const mostWaited = 3;

type Shared = { genkanCredentialFlights?: Map<string, Promise<RoleCredentials>> };
// Bundled routes may each load this module, and must wait for each other.
const holder: Shared = globalThis as Shared;
holder.genkanCredentialFlights ??= new Map();
const flights = holder.genkanCredentialFlights;

/** @param address empty for credentials that work from anywhere */
function keyOf({ personId }: Viewer, { roleId, durationSeconds, readOnly }: Wanted, address: string): string {
  return JSON.stringify([personId, roleId, durationSeconds, readOnly, address]);
}

async function issueAndKeep(viewer: Viewer, wanted: Wanted): Promise<RoleCredentials> {
  const issuedAt = now();
  const { credentials, issued } = await issueToClient(viewer, { ...wanted, format: "reusable" });
  const { role, plan, boundTo } = issued;
  const key = keyOf(viewer, wanted, boundTo === null ? "" : viewer.address);
  keepCredentials(key, { credentials, boundTo, version: versionOf(viewer, role, plan), plan }, issuedAt);
  return credentials;
}

/** The versions that the issue went by, and what of the person AWS is told. */
function versionOf({ name, email, sessionName }: Viewer, role: AssignedRole, plan: AssumptionPlan): string {
  return JSON.stringify([role.version, plan.version, name, email, sessionName, role.groups]);
}

/** What is kept, if it is still what an issue would come to; null if not. */
async function reuse(viewer: Viewer, wanted: Wanted): Promise<RoleCredentials | null> {
  for (const address of ["", viewer.address]) {
    const key = keyOf(viewer, wanted, address);
    const kept = findKeptCredentials(key);
    if (!kept) continue;
    if (await mayServe(viewer, wanted, key, kept)) return kept.credentials;
    dropCredentials(key, kept);
  }
  return null;
}

async function mayServe(
  viewer: Viewer,
  wanted: Wanted,
  key: string,
  kept: KeptCredentials,
): Promise<boolean> {
  const { roleId, readOnly } = wanted;
  const facts: { role?: AssignedRole } = {};
  const { credentials, boundTo } = kept;
  const check = transact(async (tx) => {
    const role = await authorizeUse(tx, viewer, { use: "credentials", roleId, reason: undefined });
    facts.role = role;
    if (role.sourceId !== null) await lockPlan(tx, kept.plan);
    const plan = await planAssumption(tx, role);
    if (versionOf(viewer, role, plan) !== kept.version) return false;
    if (role.bindAddress && bindableAddress(viewer.address, hasLocalAws()) !== boundTo) return false;
    await planMfa(tx, viewer, plan, { code: undefined, serialNumber: undefined });
    recordIssue(tx, viewer, role, "role.assume.reused", "done", {
      use: "credentials",
      accessKeyLast4: credentials.accessKeyId.slice(-4),
      expiresAt: credentials.expiresAt,
      ...(readOnly && { readOnly }),
      ...(boundTo !== null && { boundTo }),
    });
    return true;
  });
  try {
    return await tellingWhere(check);
  } catch (error) {
    if (isAppError(error) && error.code !== "audit_unavailable") dropCredentials(key, kept);
    await recordIssueRefusal(viewer, { use: "credentials", roleId }, facts.role, "refused", error);
    throw error;
  }
}

/**
 * Waits for somebody else's issue. What AWS or the person's limit refuses them, it refuses all who wait; what is
 * wrong with their token says nothing of another's.
 */
async function waitFor(flying: Promise<unknown>, viewer: Viewer, { roleId }: Wanted): Promise<void> {
  try {
    await flying;
  } catch (error) {
    if (isAppError(error) && (error.code === "role_not_assigned" || error.code === "issue_discarded")) return;
    const phase = isAppError(error) && error.code.startsWith("aws_") ? "failed" : "refused";
    await recordIssueRefusal(viewer, { use: "credentials", roleId }, undefined, phase, error);
    throw error;
  }
}

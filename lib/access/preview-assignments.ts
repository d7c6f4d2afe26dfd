import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/audit/chain.ts";
import { requireManager, type Viewer } from "#lib/auth/viewer.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import {
  type AssignmentChanges,
  AssignmentChangesInput,
  type ResolvedChanges,
  resolveChanges,
} from "./assignment-changes.ts";
import type { AssignmentsPreview, PersonChange } from "./assignment-changes-view.ts";
import { type ComparedPerson, type ComparedRole, compareReach } from "./compare-reach.ts";
import { findReachedRoles } from "./find-reached.ts";

const mostPeople = 100;
const mostRoles = 20;

/**
 * What changing assignments would do: who gains, loses or keeps which roles on other terms. Writes nothing.
 * @throws AppError `assignment_not_found`, `assignment_empty`, and those of `addAssignment` but `assignment_exists`
 */
export async function previewAssignments(viewer: Viewer, input: unknown): Promise<AssignmentsPreview> {
  requireManager(viewer);
  const asked = AssignmentChangesInput.parse(input);
  return (await planAssignments(db(), asked)).preview;
}

/** The same for changes already parsed, with what applying them needs. */
export async function planAssignments(
  tx: Tx,
  asked: AssignmentChanges,
): Promise<{ changes: ResolvedChanges; preview: AssignmentsPreview }> {
  const changes = await resolveChanges(tx, asked);
  const compared = await compareReach(tx, changes);
  const at = now();
  const counts = new Map(compared.map(({ roles }) => [roles, countOf(roles)]));
  const sum = (which: "gained" | "lost" | "changed") =>
    compared.reduce((total, { roles }) => total + (counts.get(roles)?.[which] ?? 0), 0);
  return {
    changes,
    preview: {
      digest: digestOf(changes, compared),
      added: changes.add.length,
      changed: changes.change.length,
      revoked: changes.revoke.length,
      already: changes.already,
      managed: [...changes.change.map(({ stored }) => stored), ...changes.revoke].filter(
        ({ managedBy }) => managedBy !== null,
      ).length,
      later: changes.add.filter(({ terms }) => terms.startsAt !== null && terms.startsAt > at).length,
      people: compared.length,
      gained: sum("gained"),
      lost: sum("lost"),
      kept: sum("changed"),
      changes: await showFirst(tx, compared),
    },
  };
}

function countOf(roles: readonly ComparedRole[]) {
  const gained = roles.filter(({ before }) => before === null).length;
  const lost = roles.filter(({ after }) => after === null).length;
  return { gained, lost, changed: roles.length - gained - lost };
}

async function showFirst(tx: Tx, compared: readonly ComparedPerson[]): Promise<PersonChange[]> {
  const first = compared.slice(0, mostPeople);
  const shown = first.flatMap(({ roles }) => roles.slice(0, mostRoles).map((each) => each.roleId));
  const found = await findReachedRoles(tx, [...new Set(shown)]);
  return first.map(({ person, roles }) => ({
    person,
    ...countOf(roles),
    roles: roles.slice(0, mostRoles).flatMap(({ roleId, ...change }) => {
      const role = found.get(roleId);
      return role ? [{ role: role.view, ...change }] : [];
    }),
  }));
}

/** Differs when what would be written differs, or what that comes to for anybody. */
function digestOf(changes: ResolvedChanges, compared: readonly ComparedPerson[]): string {
  const hash = createHash("sha256");
  const add = (value: unknown) => hash.update(canonicalJson(value)).update("\n");
  const texts = <T extends { startsAt: Date | null; expiresAt: Date | null }>(terms: T) => ({
    ...terms,
    startsAt: terms.startsAt?.toISOString() ?? null,
    expiresAt: terms.expiresAt?.toISOString() ?? null,
  });
  const stored = (row: ResolvedChanges["revoke"][number]) => ({
    ...texts(row),
    updatedAt: row.updatedAt.toISOString(),
  });
  add(
    changes.add.map(({ principal, target, terms }) => ({
      principal: principal.principalId,
      target,
      terms: texts(terms),
    })),
  );
  add(changes.change.map(({ stored: row, terms }) => ({ row: stored(row), terms: texts(terms) })));
  add(changes.revoke.map(stored));
  // Lists that people share are written down once.
  const known = new Map<readonly ComparedRole[], number>();
  for (const { person, roles } of compared) {
    const at = known.get(roles) ?? known.size;
    if (!known.has(roles)) add({ list: at, roles });
    known.set(roles, at);
    add({ person: person.id, list: at });
  }
  return hash.digest("base64url");
}

import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import { recordEvent, transact } from "#lib/audit/transact.ts";
import { findTokenViewer } from "#lib/auth/find-token-viewer.ts";
import { actorOf, type Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeAccount } from "#lib/catalogue/change-account.ts";
import { createToken } from "#lib/clients/create-token.ts";
import { endOwnClientSignIn } from "#lib/clients/end-client-sign-in.ts";
import { findClientViewer } from "#lib/clients/find-client-viewer.ts";
import { type Registration, registerClient } from "#lib/clients/register-client.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { changePerson } from "#lib/people/change-person.ts";
import { eventsAfter, lastSequence, type TrailEvent } from "#lib/testing/audit-trail.ts";
import { consent, pkceRegistration } from "#lib/testing/client-sign-ins.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { seededRandom } from "#lib/testing/random.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws, testRoleArn } from "#lib/testing/test-aws.ts";
import { testDatabase, testProvider } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { addAccessToken } from "#lib/tokens/add-access-token.ts";
import { revokeOwnAccessToken } from "#lib/tokens/revoke-access-token.ts";
import { AWAY } from "../../sandbox/testing/small-world.ts";
import { cachedCredentials } from "./cached-credentials.ts";
import { getRoleCredentials } from "./get-role-credentials.ts";
import { issueCredentials } from "./issue-credentials.ts";

const aws = testAws();
testDatabase();

const rounds = 7;
const groupId = randomUUID();
let owner: Viewer;
let members: Viewer[] = [];
let role: { id: string; catalogueAccountId: string };
beforeAll(async () => {
  owner = await addViewer("owner");
  members = await Promise.all(Array.from({ length: 10 }, () => addViewer("member")));
  role = await addRole(owner, { reference: testRoleArn("Developer") });
  const at = now();
  const group = { id: groupId, name: "Platform", nameKey: "platform", createdAt: at, updatedAt: at };
  await db().group.create({ data: group });
  await addAssignment(owner, { groupId, tag: { key: "env", value: "dev" } });
  await tag("dev");
});

const tag = (env: string) => changeAccount(owner, role.catalogueAccountId, { tags: { env } });
const membership = ({ personId }: Viewer, kind: "added" | "removed") =>
  transact(async (tx) => {
    const row = { personId, principalId: groupId, groupId };
    if (kind === "added") await tx.membership.create({ data: { ...row, byHand: true, createdAt: now() } });
    else await tx.membership.deleteMany({ where: row });
    recordEvent(tx, actorOf(owner), { event: `group.member_${kind}`, outcome: "done", subjectId: personId });
  });

type Way = {
  give: (member: Viewer) => Promise<unknown>;
  take: (member: Viewer) => Promise<unknown>;
  /** Taking it from one takes it from all. */
  shared?: true;
  /** Who asks in the member's name; they themselves, where nothing is said. */
  asking?: (member: Viewer) => Viewer;
  /** What asks for credentials, and how often in a round. */
  issue?: (asking: Viewer) => Promise<unknown>;
  tries?: number;
  /** Whether an event gives or takes the way from a person. */
  told: (event: TrailEvent, personId: string) => boolean | undefined;
};

const ways: Record<string, Way> = {
  "leaving the group": {
    give: (member) => membership(member, "added"),
    take: (member) => membership(member, "removed"),
    told: ({ event, subjectId }, personId) =>
      subjectId === personId && event.startsWith("group.member_") ? event.endsWith("added") : undefined,
  },
  "the account's losing its tag": {
    give: (member) => membership(member, "added").then(() => tag("dev")),
    take: () => tag("prod"),
    shared: true,
    told: ({ event, fields }) =>
      event === "account.changed" ? String(fields["tags"]).includes("dev") : undefined,
  },
  "revoking the access token": {
    give: giveToken,
    take: (member) => revokeOwnAccessToken(member, tokenViewer(member).accessToken?.id ?? ""),
    asking: tokenViewer,
    told: ({ event, subjectId }, personId) =>
      subjectId === personId && event.startsWith("access_token.") ? event.endsWith("added") : undefined,
  },
  "ending the client sign-in": {
    give: signInAgain,
    take: (member) => endOwnClientSignIn(member, clientViewer(member).clientSignIn?.id ?? ""),
    asking: clientViewer,
    issue: (asking) => getRoleCredentials(asking, { accountId: AWAY, roleName: "Developer" }),
    told: ({ event, subjectId }, personId) =>
      subjectId === personId && /^client_sign_in\.(opened|ended)$/.test(event)
        ? event.endsWith("opened")
        : undefined,
  },
  "leaving the group while credentials are kept": {
    give: (member) => membership(member, "added").then(() => cachedCredentials(member, { roleId: role.id })),
    take: (member) => membership(member, "removed"),
    issue: (asking) => cachedCredentials(asking, { roleId: role.id }),
    tries: 6,
    told: ({ event, subjectId }, personId) =>
      subjectId === personId && event.startsWith("group.member_") ? event.endsWith("added") : undefined,
  },
  "becoming an auditor": {
    give: (member) => membership(member, "added"),
    take: ({ personId }) => changePerson(owner, personId, { portalRole: "auditor" }),
    told: ({ event, subjectId, fields }, personId) => {
      if (subjectId !== personId) return undefined;
      if (event === "person.changed" && fields["portalRole"]) return fields["portalRole"] !== "auditor";
      return event === "group.member_added" ? true : undefined;
    },
  },
};

const byToken = new Map<string, Viewer>();
async function giveToken(member: Viewer): Promise<void> {
  await membership(member, "added");
  const { token } = await addAccessToken(member, { name: "Race", scopes: ["roles:use"] });
  const viewer = await findTokenViewer(token, testRequest);
  if (viewer) byToken.set(member.personId, viewer);
}
function tokenViewer(member: Viewer): Viewer {
  return byToken.get(member.personId) ?? member;
}

const byClient = new Map<string, Viewer>();
let client: Registration | undefined;
async function signInAgain(member: Viewer): Promise<void> {
  await membership(member, "added");
  client ??= await registerClient(testRequest, pkceRegistration);
  const { accessToken } = await createToken(testRequest, await consent(member, client));
  const viewer = await findClientViewer(accessToken, testRequest);
  if (viewer) byClient.set(member.personId, viewer);
}
function clientViewer(member: Viewer): Viewer {
  return byClient.get(member.personId) ?? member;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test.each(Object.entries(ways))("nothing is issued after %s is committed", async (name, way) => {
  const random = seededRandom(name.length);
  const before = await lastSequence();
  const answers: Record<string, number> = {};
  let typicalMs = 60;
  for (let round = 0; round < rounds; round += 1) {
    await aws.clearFaults();
    await aws.fault("sts", "delay", { ms: random.below(25) });
    for (const member of members) await way.give(member);
    await Promise.all(
      members.map(async (member, index) => {
        const asking = way.asking?.(member) ?? member;
        const takes = index === 0 || !way.shared;
        const take = pause(random.below(2 * typicalMs)).then(() => takes && way.take(member));
        const issues = Array.from({ length: way.tries ?? 2 }, async () => {
          await pause(random.below(2 * typicalMs));
          const startedAt = performance.now();
          const code = await refusalCode(
            way.issue?.(asking) ?? issueCredentials(asking, { roleId: role.id }),
          );
          answers[code] = (answers[code] ?? 0) + 1;
          if (code !== "role_not_assigned")
            typicalMs = Math.ceil(typicalMs * 0.9 + (performance.now() - startedAt) * 0.1);
        });
        await Promise.all([take, ...issues]);
      }),
    );
    for (const { personId } of members) {
      await changePerson(owner, personId, { portalRole: "member" });
      await db().membership.deleteMany({ where: { personId, groupId } });
    }
    await tag("dev");
  }
  const events = await eventsAfter(before);
  let late = 0;
  for (const { personId } of members) {
    let open = false;
    for (const event of events) {
      open = way.told(event, personId) ?? open;
      const answered = /^role\.assume\.(issued|reused)$/.test(event.event);
      if (answered && event.viewerId === personId && !open) late += 1;
    }
  }
  printFigure(`losing a role by ${name}`, { provider: testProvider, late, ...answers });
  expect(late).toBe(0);
  // The race is only worth something when both sides win some of it.
  for (const code of ["none", "role_not_assigned"]) expect(answers[code] ?? 0, code).toBeGreaterThan(5);
  expect(
    Object.keys(answers).filter((code) => !/^(none|issue_discarded|role_not_assigned)$/.test(code)),
  ).toEqual([]);
});

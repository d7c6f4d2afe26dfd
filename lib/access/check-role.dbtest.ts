import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { addAssignment } from "#lib/assignments/add-assignment.ts";
import type { Viewer } from "#lib/auth/viewer.ts";
import { addRole } from "#lib/catalogue/add-role.ts";
import { changeRole } from "#lib/catalogue/change-role.ts";
import { removeRole } from "#lib/catalogue/remove-role.ts";
import { db } from "#lib/db/client.ts";
import { now } from "#lib/db/clock.ts";
import { addSource } from "#lib/sources/add-source.ts";
import { rotateAccessKey } from "#lib/sources/rotate-access-key.ts";
import { eventsAfter, lastSequence } from "#lib/testing/audit-trail.ts";
import { printFigure } from "#lib/testing/print-figure.ts";
import { publishIssuer } from "#lib/testing/publish-issuer.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testAws } from "#lib/testing/test-aws.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer } from "#lib/testing/test-people.ts";
import type { PolicyDocument } from "../../sandbox/policy/document.ts";
import {
  ADA,
  ADA_MFA,
  ASSUME,
  AWAY,
  document,
  HOME,
  MAY_ASSUME,
  role,
  roleArn,
  smallWorld,
  trusting,
} from "../../sandbox/testing/small-world.ts";
import type { World, WorldRole } from "../../sandbox/world.ts";
import { checkRole } from "./check-role.ts";
import { issueCredentials } from "./issue-credentials.ts";
import type { RoleCheckView, SuggestedChange } from "./role-check-view.ts";

// A doctor is tried on the ill: each set-up is broken in one way, and what the check suggests is done word for word.
// Account AWAY has a role that may look at others; in account DARK nothing can look.

const DARK = "333333333333";
const CAT_KEY = { id: "AKIACATCATCATCATCAT2", secret: "cat-secret-cat-secret-cat-secret-cat-sec" };
const NEW_CAT_KEY = { id: "AKIACATCATCATCATCAT3", secret: "new-secret-new-secret-new-secret-new-sec" };
const CAT = `arn:aws:iam::${HOME}:user/cat`;
const BOTH = [ADA, CAT];
const cat = (policies: PolicyDocument[], key = CAT_KEY) => ({ arn: CAT, accessKeys: [key], policies });

const world: World = smallWorld([
  role("ReadOnly", trusting(ADA), {
    policies: [document({ Effect: "Allow", Action: "iam:GetRole", Resource: "*" })],
  }),
]);
world.accounts.push({ id: DARK, name: "Dark", partition: "aws" });
world.users.push(cat([MAY_ASSUME]));
const aws = testAws(world);
testDatabase();

let owner: Viewer;
let catSourceId = "";
let issuer = { url: "", close: () => Promise.resolve() };

beforeAll(async () => {
  owner = await addViewer("owner");
  await addRole(owner, { reference: roleArn("ReadOnly"), externalId: null });
  issuer = await publishIssuer();
  catSourceId = (await addSource(owner, { kind: "access_key", name: "Cat", ...keys(CAT_KEY) })).id;
});
afterAll(() => issuer.close());
afterEach(() => aws.clearFaults());

const inWorld = (arn: string) => aws.sandbox().world.roles.find((each) => each.arn === arn);
const keys = (key: { id: string; secret: string }) => ({ accessKeyId: key.id, secretAccessKey: key.secret });

let made = 0;
/** The ARN of a role of a set-up's own. */
function fresh(account = AWAY): string {
  made += 1;
  return roleArn(`Broken${made}`, account);
}

type Patient = { arn: string; options?: object };
type Diagnosis = Extract<RoleCheckView, { ok: false }>;
type SetUp = {
  name: string;
  /** Makes the broken thing and says which role is to be checked. */
  breaks: () => Promise<Patient>;
  code: Diagnosis["code"];
  side: Diagnosis["side"];
  certainty?: Diagnosis["certainty"];
  /** The suggested changes in their order. The first is done, unless `apply` does another. */
  changes: readonly SuggestedChange["what"][];
  apply?: (found: Diagnosis, roleId: string) => Promise<void>;
  /** What the check is given after the change. */
  given?: () => Promise<object>;
};

const inAws = async (arn: string, trust: PolicyDocument, more: Partial<WorldRole> = {}) =>
  aws.putRole({ arn, trust, policies: [], maxSessionDuration: 3600, ...more });

/** A broken trust policy, and the options of the role here. */
const trustOf =
  (trust: PolicyDocument, options: object = {}, account = AWAY) =>
  async (): Promise<Patient> => {
    const arn = fresh(account);
    await inAws(arn, trust);
    return { arn, options: { externalId: null, ...options } };
  };
const tag = (key: string, value: string) => ({ key, value, transitive: false });
const conditioned = (Condition: object) => trusting(BOTH, { Condition } as never);

const setUps: SetUp[] = [
  {
    name: "a trust policy that trusts somebody else, which can be read",
    breaks: trustOf(trusting(`arn:aws:iam::${AWAY}:root`)),
    code: "aws_trust_policy_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["change_trust"],
  },
  {
    name: "the same where nothing can read it",
    breaks: trustOf(trusting(`arn:aws:iam::${DARK}:root`), {}, DARK),
    code: "aws_not_allowed",
    side: "trust_policy",
    certainty: "likely",
    changes: ["change_trust", "allow_assuming"],
  },
  {
    name: "the same in the portal's own account, where AWS says which side it is",
    breaks: trustOf(trusting(`arn:aws:iam::${HOME}:user/ben`), {}, HOME),
    code: "aws_trust_policy_refused",
    side: "trust_policy",
    certainty: "told",
    changes: ["change_trust"],
  },
  {
    name: "another ExternalId than the trust policy expects",
    breaks: trustOf(conditioned({ StringEquals: { "sts:ExternalId": "theirs-1" } }), {
      externalId: "ours-1",
    }),
    code: "aws_external_id_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["adopt_external_id", "change_trust"],
  },
  {
    name: "the same, put right at the role's side",
    breaks: trustOf(conditioned({ StringEquals: { "sts:ExternalId": "theirs-2" } }), {
      externalId: "ours-2",
    }),
    code: "aws_external_id_refused",
    side: "trust_policy",
    changes: ["adopt_external_id", "change_trust"],
    apply: (found, roleId) => applyChange(found.changes[1], roleId),
  },
  {
    name: "no ExternalId where the trust policy expects one",
    breaks: trustOf(conditioned({ StringLike: { "sts:ExternalId": "theirs-3" } })),
    code: "aws_external_id_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["adopt_external_id", "change_trust"],
  },
  {
    name: "another ExternalId where nothing can read it",
    breaks: trustOf(
      conditioned({ StringEquals: { "sts:ExternalId": "theirs-4" } }),
      { externalId: "ours-4" },
      DARK,
    ),
    code: "aws_not_allowed",
    side: "trust_policy",
    certainty: "likely",
    changes: ["change_trust", "allow_assuming"],
  },
  {
    name: "a trust policy that demands MFA",
    breaks: trustOf(conditioned({ Bool: { "aws:MultiFactorAuthPresent": "true" } })),
    code: "aws_mfa_missing",
    side: "trust_policy",
    certainty: "seen",
    changes: ["require_mfa", "change_trust"],
    given: async () => ({
      mfaSerial: ADA_MFA.serialNumber,
      mfaCode: await aws.mfaCode(ADA_MFA.serialNumber),
    }),
  },
  {
    name: "a trust policy without sts:SetSourceIdentity",
    breaks: trustOf(trusting(BOTH, { Action: "sts:AssumeRole" })),
    code: "aws_source_identity_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["change_trust", "leave_out_source_identity"],
  },
  {
    name: "the same where nothing can read it: found by leaving it out",
    breaks: trustOf(trusting(BOTH, { Action: "sts:AssumeRole" }), {}, DARK),
    code: "aws_source_identity_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["change_trust", "leave_out_source_identity"],
  },
  {
    name: "the same, and the role goes without",
    breaks: trustOf(trusting(BOTH, { Action: "sts:AssumeRole" }), {}, DARK),
    code: "aws_source_identity_refused",
    side: "trust_policy",
    changes: ["change_trust", "leave_out_source_identity"],
    apply: (found, roleId) => applyChange(found.changes[1], roleId),
  },
  {
    name: "a SourceIdentity that the trust policy demands and the role goes without",
    breaks: trustOf(conditioned({ StringLike: { "sts:SourceIdentity": "*@example.com" } }), {
      sourceIdentity: false,
    }),
    code: "aws_source_identity_missing",
    side: "trust_policy",
    certainty: "seen",
    changes: ["send_source_identity", "change_trust"],
  },
  {
    name: "a trust policy without sts:TagSession",
    breaks: trustOf(trusting(BOTH, { Action: ["sts:AssumeRole", "sts:SetSourceIdentity"] }), {
      sessionTags: [tag("team", "core")],
    }),
    code: "aws_tags_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["change_trust", "leave_out_tags"],
  },
  {
    name: "the same where nothing can read it",
    breaks: trustOf(
      trusting(BOTH, { Action: ["sts:AssumeRole", "sts:SetSourceIdentity"] }),
      { sessionTags: [tag("team", "core")] },
      DARK,
    ),
    code: "aws_tags_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["change_trust", "leave_out_tags"],
  },
  {
    name: "a trust policy without either, where nothing can read it",
    breaks: trustOf(
      trusting(BOTH, { Action: "sts:AssumeRole" }),
      { sessionTags: [tag("team", "core")] },
      DARK,
    ),
    code: "aws_tags_refused",
    side: "trust_policy",
    changes: ["change_trust", "leave_out_both"],
    apply: (found, roleId) => applyChange(found.changes[1], roleId),
  },
  {
    name: "a session tag that the trust policy demands",
    breaks: trustOf(conditioned({ StringEquals: { "aws:RequestTag/project": "heron" } })),
    code: "aws_tags_missing",
    side: "trust_policy",
    certainty: "seen",
    changes: ["add_tag", "change_trust"],
  },
  {
    name: "a session name that the trust policy demands",
    breaks: trustOf(conditioned({ StringLike: { "sts:RoleSessionName": "portal-*" } })),
    code: "aws_trust_policy_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["rename_session", "change_trust"],
  },
  {
    name: "a denial in the trust policy",
    breaks: trustOf(
      document(
        { Effect: "Allow", Principal: { AWS: ADA }, Action: ASSUME },
        { Effect: "Deny", Principal: { AWS: ADA }, Action: "sts:*" },
      ),
    ),
    code: "aws_trust_policy_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["change_trust"],
  },
  {
    name: "a role that is gone",
    breaks: async () => ({ arn: fresh(), options: { externalId: null } }),
    code: "aws_role_missing",
    side: "role",
    certainty: "seen",
    changes: ["create_role", "remove_role"],
  },
  {
    name: "an identity policy that does not allow it",
    breaks: async () => {
      await aws.putUser(cat([]));
      return { ...(await trustOf(trusting(BOTH))()), options: { externalId: null, sourceId: catSourceId } };
    },
    code: "aws_identity_policy_refused",
    side: "identity_policy",
    certainty: "told",
    changes: ["allow_assuming"],
  },
  {
    name: "an identity policy that allows assuming, but not naming the person",
    breaks: async () => {
      await aws.putUser(cat([document({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" })]));
      return { ...(await trustOf(trusting(BOTH))()), options: { externalId: null, sourceId: catSourceId } };
    },
    code: "aws_identity_policy_refused",
    side: "identity_policy",
    certainty: "told",
    changes: ["allow_assuming"],
  },
  {
    name: "an identity policy that denies it",
    breaks: async () => {
      await aws.putUser(
        cat([MAY_ASSUME, document({ Effect: "Deny", Action: "sts:AssumeRole", Resource: "*" })]),
      );
      return { ...(await trustOf(trusting(BOTH))()), options: { externalId: null, sourceId: catSourceId } };
    },
    code: "aws_identity_policy_refused",
    side: "identity_policy",
    changes: ["remove_denial"],
    apply: () => aws.putUser(cat([MAY_ASSUME])),
  },
  {
    name: "a maximum in AWS that is shorter: one hour",
    breaks: trustOf(trusting(BOTH), { maxDurationSeconds: 43_200 }),
    code: "aws_duration_refused",
    side: "role",
    certainty: "seen",
    changes: ["lower_maximum", "raise_maximum"],
  },
  {
    name: "a maximum in AWS that is shorter: five hours, raised there",
    breaks: async () => {
      const arn = fresh();
      await inAws(arn, trusting(BOTH), { maxSessionDuration: 18_000 });
      return { arn, options: { externalId: null, maxDurationSeconds: 36_000 } };
    },
    code: "aws_duration_refused",
    side: "role",
    changes: ["lower_maximum", "raise_maximum"],
    apply: async (found, roleId) => {
      expect(found.changes[0]?.document).toEqual({ maxDurationSeconds: 18_000 });
      await applyChange(found.changes[1], roleId);
    },
  },
  {
    name: "a policy ARN that does not exist",
    breaks: trustOf(trusting(BOTH), { sessionPolicyArns: ["arn:aws:iam::aws:policy/NoSuchPolicy"] }),
    code: "aws_policy_arn_unknown",
    side: "role",
    changes: ["drop_policy_arns"],
  },
  {
    name: "session tags that are too large together",
    breaks: trustOf(trusting(BOTH), {
      sessionTags: Array.from({ length: 50 }, (_, index) => tag(`key-${index}`, randomText(index))),
    }),
    code: "aws_policy_too_large",
    side: "role",
    changes: ["drop_tags_or_policy"],
  },
  {
    name: "an access key that AWS no longer knows",
    breaks: async () => {
      await aws.putUser(cat([MAY_ASSUME], NEW_CAT_KEY));
      return { ...(await trustOf(trusting(BOTH))()), options: { externalId: null, sourceId: catSourceId } };
    },
    code: "aws_source_invalid",
    side: "source",
    changes: ["replace_key"],
    apply: async () => void (await rotateAccessKey(owner, catSourceId, keys(NEW_CAT_KEY))),
  },
  {
    name: "a chain whose last role does not trust the one before it",
    breaks: async () => {
      const sourceId = await chainSource(trusting(BOTH), [MAY_ASSUME]);
      return {
        ...(await trustOf(trusting(BOTH), {}, DARK)()),
        options: { externalId: null, sourceId, maxDurationSeconds: 3600 },
      };
    },
    code: "aws_not_allowed",
    side: "trust_policy",
    changes: ["change_trust", "allow_assuming"],
  },
  {
    name: "a chain whose first role does not trust the portal",
    breaks: async () => {
      const sourceId = await chainSource(trusting(`arn:aws:iam::${AWAY}:root`), [MAY_ASSUME]);
      return { ...(await trustOf(trustingChain())()), options: { externalId: null, sourceId } };
    },
    code: "aws_trust_policy_refused",
    side: "trust_policy",
    changes: ["change_trust"],
  },
  {
    name: "a chain whose first role may not assume the next",
    breaks: async () => {
      const sourceId = await chainSource(trusting(BOTH), []);
      return { ...(await trustOf(trustingChain())()), options: { externalId: null, sourceId } };
    },
    code: "aws_identity_policy_refused",
    side: "identity_policy",
    changes: ["allow_assuming"],
  },
  {
    name: "a chain whose first role has left the catalogue",
    breaks: async () => {
      const through = fresh();
      await inAws(through, trusting(BOTH));
      const added = await addRole(owner, { reference: through, externalId: null });
      const source = await addSource(owner, { kind: "role", name: through.slice(-12), roleId: added.id });
      await db().awsRole.update({ where: { id: added.id }, data: { removedAt: new Date() } });
      return { ...(await trustOf(trusting(BOTH))()), options: { externalId: null, sourceId: source.id } };
    },
    code: "source_role_missing",
    side: "source",
    changes: ["choose_source"],
    apply: async (_, roleId) => void (await changeRole(owner, roleId, { sourceId: null })),
  },
  {
    name: "an account that does not know the portal's issuer",
    breaks: async () => {
      const arn = fresh();
      await inAws(arn, trustingIssuer("sts.amazonaws.com"));
      return { arn, options: { sourceId: await issuerSource("sts.amazonaws.com") } };
    },
    code: "aws_web_identity_refused",
    side: "trust_policy",
    changes: ["create_provider"],
    apply: () => knowIssuer(),
  },
  {
    name: "a role that expects another audience of the issuer",
    breaks: async () => {
      await knowIssuer();
      const arn = fresh();
      await inAws(arn, trustingIssuer("another-audience"));
      return { arn, options: { sourceId: await issuerSource("sts.amazonaws.com") } };
    },
    code: "aws_trust_policy_refused",
    side: "trust_policy",
    certainty: "seen",
    changes: ["change_trust"],
  },
  {
    name: "AWS that is refusing for a moment",
    breaks: async () => {
      const patient = await trustOf(trusting(BOTH))();
      await aws.fault("sts", "429");
      return patient;
    },
    code: "aws_throttled",
    side: "aws",
    changes: ["wait"],
    apply: () => aws.clearFaults(),
  },
  {
    name: "AWS that cuts the connection",
    breaks: async () => {
      const patient = await trustOf(trusting(BOTH))();
      await aws.fault("sts", "reset");
      return patient;
    },
    code: "aws_unavailable",
    side: "network",
    changes: ["reach_aws"],
    apply: () => aws.clearFaults(),
  },
];

describe("the doctor", () => {
  test.each(setUps)("$name", async (setUp) => {
    await aws.putUser(cat([MAY_ASSUME], lastCatKey));
    const { arn, options } = await setUp.breaks();
    const added = await addRole(owner, { reference: arn, ...options });
    const found = await checkRole(owner, added.id, {});
    if (found.ok) throw new Error("the check found nothing");
    expect({ code: found.code, side: found.side, changes: found.changes.map((each) => each.what) }).toEqual({
      code: setUp.code,
      side: setUp.side,
      changes: setUp.changes,
    });
    expect(found.message).not.toBe("");
    if (setUp.certainty) expect(found.certainty).toBe(setUp.certainty);
    if (setUp.apply) await setUp.apply(found, added.id);
    else await applyChange(found.changes[0], added.id);
    if (arn && setUp.code === "aws_source_invalid") lastCatKey = NEW_CAT_KEY;
    const again = await checkRole(owner, added.id, (await setUp.given?.()) ?? {});
    expect(again).toMatchObject({ ok: true });
  });

  test("was tried on more than twenty set-ups", () => {
    printFigure("doctor", { setUps: setUps.length });
    expect(setUps.length).toBeGreaterThan(20);
  });
});

let lastCatKey = CAT_KEY;

describe("checking a role", () => {
  test("tells what a role that works is assumed with, and records it", async () => {
    const arn = fresh();
    await inAws(arn, trusting(BOTH), { maxSessionDuration: 7200 });
    const options = { sessionTags: [tag("who", "{email}")], maxDurationSeconds: 7200 };
    const added = await addRole(owner, { reference: arn, ...options });
    const before = await lastSequence();
    expect(await checkRole(owner, added.id, {})).toEqual({
      ok: true,
      identityArn: ADA,
      sessionName: owner.sessionName,
      durationSeconds: 7200,
      maxDurationSeconds: 7200,
      chained: false,
      packedPolicyPercent: expect.any(Number),
      sourceIdentity: true,
      externalId: true,
      tags: 1,
    });
    const events = await eventsAfter(before);
    expect(events.map(({ event, outcome, roleArn: of }) => ({ event, outcome, of }))).toEqual([
      { event: "role.checked", outcome: "done", of: arn },
    ]);
  });

  test("is for owners, and for those who are assigned to the role", async () => {
    const arn = fresh();
    await inAws(arn, trusting(BOTH));
    const added = await addRole(owner, { reference: arn });
    const [member, auditor] = [await addViewer("member"), await addViewer("auditor")];
    for (const viewer of [member, auditor])
      expect(await refusalCode(checkRole(viewer, added.id, {}))).toBe("role_not_found");
    await addAssignment(owner, { personId: member.personId, roleId: added.id });
    expect(await checkRole(member, added.id, {})).toMatchObject({
      ok: true,
      sessionName: member.sessionName,
    });
    await removeRole(owner, added.id);
    expect(await refusalCode(checkRole(owner, added.id, {}))).toBe("role_not_found");
  });

  test("looks at a role through another one only for owners", async () => {
    const arn = fresh();
    await inAws(arn, trusting(`arn:aws:iam::${AWAY}:root`));
    const added = await addRole(owner, { reference: arn });
    const member = await addViewer("member");
    await addAssignment(owner, { personId: member.personId, roleId: added.id });
    expect(await checkRole(member, added.id, {})).toMatchObject({ ok: false, certainty: "likely" });
    const before = await lastSequence();
    expect(await checkRole(owner, added.id, {})).toMatchObject({ ok: false, certainty: "seen" });
    const [event] = await eventsAfter(before);
    expect(event).toMatchObject({ event: "role.checked", fields: { lookedThrough: [roleArn("ReadOnly")] } });
  });

  test("tells who is not an owner what is wrong, and no document, ExternalId or role on the way", async () => {
    const first = fresh();
    await inAws(first, trusting(`arn:aws:iam::${AWAY}:root`));
    const through = await addRole(owner, { reference: first, externalId: "of-the-first-role" });
    const source = { kind: "role", name: "a first role", roleId: through.id };
    const { id: sourceId } = await addSource(owner, source);
    const added = await addRole(owner, { reference: fresh(), sourceId });
    const member = await addViewer("member");
    await addAssignment(owner, { personId: member.personId, roleId: added.id });
    const found = await checkRole(member, added.id, {});
    if (found.ok) throw new Error("a role that trusts nobody was assumed");
    expect(found.changes.length).toBeGreaterThan(0);
    for (const change of found.changes)
      expect.soft(change).toMatchObject({ document: null, cli: null, roleId: null });
    expect(JSON.stringify(found)).not.toContain("of-the-first-role");
    expect(JSON.stringify(await checkRole(owner, added.id, {}))).toContain("of-the-first-role");
  });

  test("counts as asking for a role session, and forgets a refused duration only once AWS grants it", async () => {
    const arn = fresh();
    await inAws(arn, trusting(BOTH), { maxSessionDuration: 7200 });
    const added = await addRole(owner, { reference: arn, maxDurationSeconds: 14_400 });
    const member = await addViewer("member");
    await addAssignment(owner, { personId: member.personId, roleId: added.id });
    await issueCredentials(member, { roleId: added.id, durationSeconds: 14_400 });
    const remembered = () => db().refusedDuration.count({ where: { roleId: added.id } });
    expect(await checkRole(member, added.id, {})).toMatchObject({ ok: false, code: "aws_duration_refused" });
    expect(await remembered()).toBe(1);
    await inAws(arn, trusting(BOTH), { maxSessionDuration: 14_400 });
    expect(await checkRole(member, added.id, {})).toMatchObject({ ok: true, durationSeconds: 14_400 });
    expect(await remembered()).toBe(0);
    await db().counter.updateMany({
      where: { key: { startsWith: "issue:" } },
      data: { count: 1_000_000, windowStart: now() },
    });
    expect(await refusalCode(checkRole(member, added.id, {}))).toBe("issue_limit_reached");
  });
});

/** Does what a change says, as a person would who copies it. */
async function applyChange(change: SuggestedChange | undefined, roleId: string): Promise<void> {
  if (!change) throw new Error("there is no such change");
  const { arn, document: copied } = change;
  if (change.where === "portal") {
    await changeRole(owner, change.roleId ?? roleId, copied);
  } else if (change.where === "trust_policy") {
    const present = inWorld(arn);
    if (!present) throw new Error(`there is no ${arn} to change`);
    await aws.putRole({ ...present, trust: asPolicy(copied) });
  } else if (change.what === "create_role") {
    await inAws(arn, asPolicy(copied));
  } else if (change.what === "raise_maximum") {
    const present = inWorld(arn);
    if (!present) throw new Error(`there is no ${arn} to change`);
    await aws.putRole({ ...present, maxSessionDuration: Number(Object(copied).MaxSessionDuration) });
  } else if (change.where === "identity_policy" && arn === CAT) {
    const user = aws.sandbox().world.users.find((each) => each.arn === CAT);
    await aws.putUser(cat([...(user?.policies ?? []), asPolicy(copied)]));
  } else if (change.where === "identity_policy") {
    const present = inWorld(arn);
    if (!present) throw new Error(`there is no ${arn} to change`);
    await aws.putRole({ ...present, policies: [...present.policies, asPolicy(copied)] });
  } else throw new Error(`nobody can do ${change.what} here`);
}

/** A printed document goes to the sandbox as JSON, which checks it as AWS would. */
function asPolicy(copied: object | null): PolicyDocument {
  return JSON.parse(JSON.stringify(copied));
}

/** A source that is a role of account HOME, with a name of its own. */
async function chainSource(trust: PolicyDocument, policies: PolicyDocument[]): Promise<string> {
  const arn = roleArn("Through", HOME);
  await inAws(arn, trust, { policies });
  const known = await db().awsRole.findFirst({ where: { arnKey: arn }, select: { id: true } });
  const through = known ?? (await addRole(owner, { reference: arn, externalId: null }));
  made += 1;
  return (await addSource(owner, { kind: "role", name: `Through ${made}`, roleId: through.id })).id;
}
const trustingChain = () => trusting(roleArn("Through", HOME));

async function issuerSource(audience: string): Promise<string> {
  made += 1;
  const input = { kind: "web_identity", name: `Issuer ${made}`, issuer: issuer.url, audience };
  return (await addSource(owner, input)).id;
}

const providerArn = () => `arn:aws:iam::${AWAY}:oidc-provider/${issuer.url.replace("http://", "")}`;

function trustingIssuer(audience: string): PolicyDocument {
  return document({
    Effect: "Allow",
    Principal: { Federated: providerArn() },
    Action: ["sts:AssumeRoleWithWebIdentity", "sts:SetSourceIdentity", "sts:TagSession"],
    Condition: { StringEquals: { [`${issuer.url.replace("http://", "")}:aud`]: audience } },
  });
}

async function knowIssuer(): Promise<void> {
  const provider = { arn: providerArn(), issuer: issuer.url, audiences: ["sts.amazonaws.com"] };
  await aws.putWorld({ ...aws.sandbox().world, oidcProviders: [provider] });
}

/** Text that does not pack: the same for the same seed. */
function randomText(seed: number): string {
  let state = seed + 1;
  return Array.from({ length: 200 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return "abcdefghijklmnopqrstuvwxyz0123456789"[state % 36];
  }).join("");
}

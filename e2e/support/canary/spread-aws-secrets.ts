import { randomBytes } from "node:crypto";
import { demoCompany } from "../../../sandbox/company.ts";
import { member } from "../api-client.ts";
import { text } from "../seed-company.ts";
import { freshSecret, keyFields } from "./canary-portal.ts";
import { openSealed } from "./open-sealed.ts";
import { queryDatabase } from "./query-database.ts";
import type { Spread } from "./spread.ts";

const playground = "210987654309";
const mfaRole = demoCompany().roles.find((role) => role.requiresMfa)?.arn ?? "";

/** Sends AWS's secrets through a portal: of every kind of source, and of the role sessions that it gives out. */
export async function spreadAwsSecrets(spread: Spread): Promise<void> {
  await spreadServerIdentities(spread);
  await spreadAccessKeys(spread);
  await spreadWebIdentity(spread);
  await spreadRoleSessions(spread);
}

/** Identities that the server gets from where it runs. */
async function spreadServerIdentities(spread: Spread): Promise<void> {
  const { add, addSource, done, firstRoleArn, issue, role, secrets } = spread;
  add("environment's secret access key", secrets.environment.secret);
  add("profile's secret access key", secrets.profile.secret);
  add("container authorization token", secrets.container);
  for (const [kind, more] of [
    ["environment", {}],
    ["instance_metadata", {}],
    ["container", {}],
    ["profile", { profile: "canary" }],
  ] as const) {
    const sourceId = await addSource({ kind, name: `Canary ${kind}`, ...more });
    await done(spread.company.owner, "POST", `/api/sources/${sourceId}/test`);
    await issue(await role(firstRoleArn, { sourceId }));
  }
  const chain = await role(`arn:aws:iam::${playground}:role/PowerUser`, { sourceId: null, externalId: null });
  const sourceId = await addSource({ kind: "role", name: "Canary chain", roleId: chain });
  await issue(await role(`arn:aws:iam::${playground}:role/ClusterOperator`, { sourceId }));
}

/** Access keys sealed in the database: entered, refused, rotated, used with MFA, and swapped behind the portal's back. */
async function spreadAccessKeys(spread: Spread): Promise<void> {
  const { add, addSource, control, done, errors, firstRoleArn, issue, mfaSerial, portal, refused, role } =
    spread;
  const { owner, developer } = spread.company;
  const { sealed, rotated, second, stranger } = spread.secrets;
  for (const key of [sealed, rotated, second, stranger]) {
    add("sealed access key's secret", key.secret);
    add("sealed access key's id", key.id.slice(0, -4));
  }
  const wrong = freshSecret("wrong-key");
  add("refused access key's secret", wrong);
  const kind = "access_key";
  for (const key of [
    { ...keyFields(sealed), secretAccessKey: wrong },
    { accessKeyId: wrong, secretAccessKey: wrong },
  ])
    await refused(owner, "POST", "/api/sources", { kind, name: "Wrong", ...key });
  await refused(owner, "POST", "/api/sources", { kind, name: wrong.repeat(2), secretAccessKey: wrong });
  await refused(owner, "POST", "/api/sources", `{"kind":"access_key","secretAccessKey":"${wrong}`);

  const sourceId = await addSource({ kind, name: "Canary key", ...keyFields(sealed), mfaSerial });
  const roleId = await role(mfaRole, { sourceId, requiresMfa: true, externalId: null });
  const credentials = `/api/roles/${roleId}/credentials`;
  await refused(developer, "POST", credentials, {}, "mfa_code_required");
  const wrongCode = String(100_000 + (randomBytes(3).readUIntBE(0, 3) % 900_000));
  add("AWS MFA code", wrongCode);
  await refused(developer, "POST", credentials, { mfaCode: wrongCode }, "aws_mfa_code_refused");
  const mfaCode = await control.mfaCode(mfaSerial);
  await done(developer, "POST", credentials, { mfaCode });
  await issue(roleId);
  await refused(owner, "POST", credentials, { mfaCode }, "role_not_assigned");
  await refused(owner, "POST", `/api/roles/${roleId}/check`, { mfaCode }, "mfa_code_reused");

  const keyOf = `/api/sources/${sourceId}/access-key`;
  await refused(owner, "PUT", keyOf, { ...keyFields(rotated), secretAccessKey: wrong }, "aws_source_invalid");
  await refused(owner, "PUT", keyOf, keyFields(stranger), "access_key_of_another");
  await done(owner, "PUT", keyOf, keyFields(rotated));
  await issue(roleId, { mfaCode: await control.mfaCode(mfaSerial) });

  const otherId = await addSource({ kind, name: "Canary second key", ...keyFields(second) });
  const theirs = `SELECT "sealedKey" FROM "CredentialSource" WHERE "id" = $1`;
  const swap = `UPDATE "CredentialSource" SET "sealedKey" = (${theirs}) WHERE "id" = $2`;
  await queryDatabase(portal, swap, sourceId, otherId);
  const swapped = await role(firstRoleArn, { sourceId: otherId });
  await refused(developer, "POST", `/api/roles/${swapped}/credentials`, {}, "sealed_secret_unreadable");
  await refused(developer, "POST", `/api/roles/${swapped}/console`, {}, "sealed_secret_unreadable");
  await refused(owner, "POST", `/api/sources/${otherId}/test`, {}, "sealed_secret_unreadable");
  const check = await done(owner, "POST", `/api/roles/${swapped}/check`);
  errors.push(["the check of a swapped secret", check.text]);
  await role(firstRoleArn, { sourceId: null });
}

/** Identity tokens, and the keys that sign them. */
async function spreadWebIdentity(spread: Spread): Promise<void> {
  const { addSource, company, done, issue, role } = spread;
  for (const [algorithm, name] of [
    ["RS256", "WebIdentityDeveloper"],
    ["ES256", "WebIdentityReadOnly"],
  ] as const) {
    const sourceId = await addSource({ kind: "web_identity", name: `Canary ${algorithm}`, algorithm });
    await issue(await role(`arn:aws:iam::${playground}:role/${name}`, { sourceId }));
    await addPrivateKeys(spread);
    await done(company.owner, "POST", "/api/signing-keys/rotation");
    await addPrivateKeys(spread);
    await done(company.owner, "POST", `/api/sources/${sourceId}/test`);
  }
}

/** Opens the private keys of now here, to know what nobody may find. */
async function addPrivateKeys({ add, portal, secrets }: Spread): Promise<void> {
  const stored = `SELECT "id", "sealedPrivateKey" FROM "SigningKey" WHERE "sealedPrivateKey" <> ''`;
  const rows = await queryDatabase(portal, stored);
  for (const row of rows) {
    const place = ["SigningKey", text(row, "id"), "sealedPrivateKey"] as const;
    const key: unknown = JSON.parse(openSealed(secrets.genkan, text(row, "sealedPrivateKey"), place));
    for (const part of ["d", "p", "q", "dp", "dq", "qi"])
      if (member(key, part) !== undefined) add("issuer's private key", text(key, part));
  }
}

/** Role sessions in every form that is given out, and AWS answering all wrong. */
async function spreadRoleSessions(spread: Spread): Promise<void> {
  const { add, done, errors, refused, secrets } = spread;
  const { developer, owner, assignedRoleId } = spread.company;
  const path = `/api/roles/${assignedRoleId}/credentials`;
  for (const format of ["bash", "json", "credential-process", "credentials-file", "powershell"]) {
    const { text: block } = await done(developer, "POST", path, { format });
    add("AssumeRole's access key id", /(ASIA[A-Z0-9]{16})/.exec(block)?.[1]);
  }
  for (const kind of ["429", "garbage", "empty", "reset"]) {
    const body = JSON.stringify({ target: "sts", kind });
    await fetch(`${spread.sandbox.url}/_sandbox/faults`, { method: "POST", body });
    await refused(developer, "POST", path, {});
    const found = await done(owner, "POST", `/api/roles/${assignedRoleId}/check`);
    errors.push([`the check while STS answers ${kind}`, found.text]);
    await refused(owner, "POST", "/api/sources", {
      kind: "access_key",
      name: "Unlucky",
      ...keyFields(secrets.stranger),
    });
    await fetch(`${spread.sandbox.url}/_sandbox/faults`, { method: "DELETE" });
  }
}

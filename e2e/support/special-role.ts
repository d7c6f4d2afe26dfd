import { randomInt } from "node:crypto";
import { demoCompany, portalAccessKey, portalMfaDevice } from "../../sandbox/company.ts";
import type { Sandbox } from "../../sandbox/start-sandbox.ts";
import { member } from "./api-client.ts";
import { sandboxControl } from "./sandbox-control.ts";
import { assign, type SeededPortal, signedIn, text } from "./seed-company.ts";
import type { Portal } from "./start-portal.ts";

type Made = { portal: Portal; company: SeededPortal };

/** The demo's role that AWS gives with MFA only, on the portal user's own key, as an owner sets it up. */
export async function setUpMfaRole(
  { portal, company }: Made,
  personId: string,
  { namesDevice = true }: { namesDevice?: boolean } = {},
): Promise<string> {
  const owner = await signedIn(portal.url, "owner@nimbus.example");
  const found = demoCompany().roles.find((role) => role.requiresMfa);
  if (!found) throw new Error("no role of the demo wants MFA");
  const roleId = await roleOf({ portal, company }, found.arn, found.label);
  const sources = (await owner.call("GET", "/api/sources")).json;
  const name = namesDevice ? "Portal user" : "Portal user without device";
  let sourceId = idOfNamed(sources, name);
  if (sourceId === undefined)
    sourceId = text(
      (
        await owner.call("POST", "/api/sources", {
          kind: "access_key",
          name,
          accessKeyId: portalAccessKey.id,
          secretAccessKey: portalAccessKey.secret,
          mfaSerial: namesDevice ? portalMfaDevice.serialNumber : null,
        })
      ).json,
      "id",
    );
  await change(company, roleId, { requiresMfa: true, sourceId });
  await assign(owner, personId, roleId);
  return roleId;
}

/** Changes options of a role as the owner, and fails when they are refused. */
export async function change({ owner }: SeededPortal, roleId: string, options: object): Promise<void> {
  const answer = await owner.call("PATCH", `/api/roles/${roleId}`, options);
  if (answer.status !== 200) throw new Error(`changing the role answered ${answer.status} ${answer.text}`);
}

/** A code of the demo's MFA device that nobody has used: the device gets another seed first, so that none waits. */
export async function unusedMfaCode(sandbox: Sandbox): Promise<string> {
  const { serialNumber } = portalMfaDevice;
  const user = sandbox.world.users.find((each) =>
    each.mfaDevices?.some((device) => device.serialNumber === serialNumber),
  );
  if (!user) throw new Error("nobody in the sandbox has the demo's MFA device");
  const seed = Array.from({ length: 32 }, () => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[randomInt(32)]).join("");
  const control = sandboxControl(sandbox.url);
  await control.putUser({ ...user, mfaDevices: [{ serialNumber, seed }] });
  return control.mfaCode(serialNumber);
}

/** The parameters of the latest call of an action that the sandbox saw. */
export async function lastCall(sandbox: Sandbox, action: string): Promise<unknown> {
  const calls = await sandboxControl(sandbox.url).calls();
  return calls.findLast((call) => call.action === action)?.params;
}

async function roleOf({ company }: Made, arn: string, label: string): Promise<string> {
  const added = await company.owner.call("POST", "/api/roles", { reference: arn, label });
  if (added.status === 201) return text(added.json, "id");
  const catalogue = await company.owner.call("GET", "/api/catalogue");
  const roles = member(catalogue.json, "roles");
  return text(Array.isArray(roles) ? roles.find((role) => member(role, "arn") === arn) : null, "id");
}

function idOfNamed(answer: unknown, name: string): string | undefined {
  const sources = member(answer, "sources");
  const found = Array.isArray(sources) ? sources.find((one) => member(one, "name") === name) : undefined;
  return found === undefined ? undefined : text(found, "id");
}

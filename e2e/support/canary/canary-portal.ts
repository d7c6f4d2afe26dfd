import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoCompany, portalMfaDevice } from "../../../sandbox/company.ts";
import { type Sandbox, startSandbox } from "../../../sandbox/start-sandbox.ts";
import { freePort } from "../../../scripts/test-postgres.ts";
import { type IdentityProvider, startIdentityProvider } from "../identity-provider.ts";
import { type SandboxControl, sandboxControl } from "../sandbox-control.ts";
import { type SeededPortal, seedCompany } from "../seed-company.ts";
import { type Portal, startPortal } from "../start-portal.ts";
import { type HttpRecorder, recordHttp } from "./record-http.ts";

/** A portal whose every secret is of this run alone, with its neighbours; what it says to AWS is recorded. */
export type CanaryPortal = {
  portal: Portal;
  company: SeededPortal;
  sandbox: Sandbox;
  control: SandboxControl;
  recorder: HttpRecorder;
  provider: IdentityProvider;
  secrets: ReturnType<typeof makeSecrets>;
  /** The MFA device of the user whose access keys they are. */
  mfaSerial: string;
  /** Of the test's own; the portal keeps nothing in it. */
  folder: string;
  close: () => Promise<void>;
};

/** A secret of 40 characters that no other run has. */
export const freshSecret = (what: string): string =>
  `canary/${what}+${randomBytes(30).toString("base64url")}`.slice(0, 40);

type AccessKey = { id: string; secret: string };

/** An access key as the API takes it. */
export const keyFields = ({ id, secret }: AccessKey) => ({ accessKeyId: id, secretAccessKey: secret });

function accessKey(what: string): AccessKey {
  const id = `AKIA${randomBytes(8).toString("hex").toUpperCase()}`;
  return { id, secret: freshSecret(what) };
}

const makeSecrets = () => ({
  genkan: `canary-genkan-${randomBytes(24).toString("base64url")}`,
  container: `Bearer ${freshSecret("container")}`,
  environment: accessKey("env"),
  profile: accessKey("profile"),
  sealed: accessKey("sealed"),
  rotated: accessKey("rotated"),
  second: accessKey("second"),
  stranger: accessKey("stranger"),
});

/**
 * Starts all of it, with people and roles in it.
 * @param databaseUrl an SQLite file of its own unless one is given
 */
export async function startCanaryPortal(databaseUrl?: string): Promise<CanaryPortal> {
  const secrets = makeSecrets();
  const folder = mkdtempSync(join(tmpdir(), "genkan-canary-"));
  const port = await freePort();
  const sandbox = await startSandbox({
    world: worldWith(secrets, `http://127.0.0.1:${port}`),
    containerAuthorizationToken: secrets.container,
  });
  const recorder = await recordHttp(sandbox.url);
  const provider = await startIdentityProvider([`http://127.0.0.1:${port}/api/auth/callback/oidc`]);
  const { id, secret } = secrets.profile;
  const profile = `[canary]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  writeFileSync(join(folder, "credentials"), profile, { mode: 0o600 });
  const portal = await startPortal({
    sandboxUrl: recorder.url,
    ...(databaseUrl !== undefined && { databaseUrl }),
    port,
    env: {
      GENKAN_SECRET: secrets.genkan,
      GENKAN_OIDC_ISSUER: provider.issuer,
      GENKAN_OIDC_CLIENT_ID: provider.clientId,
      GENKAN_OIDC_CLIENT_SECRET: provider.clientSecret,
      AWS_ACCESS_KEY_ID: secrets.environment.id,
      AWS_SECRET_ACCESS_KEY: secrets.environment.secret,
      AWS_CONFIG_FILE: join(folder, "none"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      AWS_EC2_METADATA_DISABLED: undefined,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: recorder.url,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${recorder.url}/v2/credentials/task`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: secrets.container,
    },
  });
  const close = async () => {
    await portal.stop();
    await provider.close();
    await recorder.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const company = await seedCompany(portal);
  const control = sandboxControl(sandbox.url);
  const { serialNumber: mfaSerial } = portalMfaDevice;
  return { portal, company, sandbox, control, recorder, provider, secrets, mfaSerial, folder, close };
}

/** The demo company, with our keys in the place of the demo's and a stranger in the hub account. */
function worldWith(secrets: ReturnType<typeof makeSecrets>, issuer: string) {
  const { world, portalUserArn } = demoCompany({ issuer });
  const { environment, profile, sealed, rotated, second } = secrets;
  const accessKeys = [environment, profile, sealed, rotated, second];
  const users = world.users.map((user) => (user.arn === portalUserArn ? { ...user, accessKeys } : user));
  const arn = portalUserArn.replace("genkan-portal", "stranger");
  return { ...world, users: [...users, { arn, policies: [], accessKeys: [secrets.stranger] }] };
}

import { vi } from "vitest";

/**
 * Makes this process one that has just begun in an environment of its own: nothing of AWS's is set but what is given,
 * and modules imported from now on remember nothing.
 */
export function bareProcess(environment: Readonly<Record<string, string>>): void {
  vi.resetModules();
  for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
  Object.assign(process.env, {
    GENKAN_URL: "http://127.0.0.1:3000",
    GENKAN_SECRET: "k3Jx9vQm2Lw7Tz5Rb8Yc4Nf6Hd1Gs0Pa",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: "us-east-1",
    ...environment,
  });
}

import type { World, WorldRole, WorldUser } from "../../sandbox/world.ts";
import { member } from "./api-client.ts";

/** A call to STS or IAM as the sandbox noted it; secrets are left out of its parameters. */
export type SeenCall = {
  action: string;
  outcome: string;
  callerArn?: string;
  params: Record<string, string>;
};

/** What stands in a test's way of AWS: users, roles and everything else as they are from now on. */
export type SandboxControl = {
  putUser(user: WorldUser): Promise<void>;
  putRole(role: WorldRole): Promise<void>;
  removeUser(arn: string): Promise<void>;
  removeRole(arn: string): Promise<void>;
  changeWorld(change: (world: World) => World): Promise<void>;
  /** Six digits that AWS takes now for a device. Waits for the next ones while those of now are used. */
  mfaCode(serialNumber: string): Promise<string>;
  calls(): Promise<SeenCall[]>;
  forgetCalls(): Promise<void>;
};

/** The sandbox's control requests. Rejects when one is refused. */
export function sandboxControl(sandboxUrl: string): SandboxControl {
  const ask = (method: string, path: string, body?: object) =>
    fetch(`${sandboxUrl}/_sandbox/${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await ask(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const put = async (kind: string, { arn, ...rest }: { arn: string }) =>
    void (await control("PUT", `${kind}/${encodeURIComponent(arn)}`, rest));
  const remove = async (kind: string, arn: string) =>
    void (await control("DELETE", `${kind}/${encodeURIComponent(arn)}`));
  return {
    putUser: (user) => put("users", user),
    putRole: (role) => put("roles", role),
    removeUser: (arn) => remove("users", arn),
    removeRole: (arn) => remove("roles", arn),
    changeWorld: async (change) =>
      void (await control("PUT", "world", change((await control("GET", "world")) as World))),
    mfaCode: async (serialNumber) => {
      for (;;) {
        const answer = await ask("POST", "totp", { serialNumber });
        const json: unknown = await answer.json();
        if (answer.ok) return String(member(json, "code"));
        if (answer.status !== 409) throw new Error(`totp: ${answer.status} ${JSON.stringify(json)}`);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    },
    calls: async () => member(await control("GET", "calls"), "calls") as SeenCall[],
    forgetCalls: async () => void (await control("DELETE", "calls")),
  };
}

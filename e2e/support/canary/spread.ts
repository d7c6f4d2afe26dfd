import { expect } from "vitest";
import { type ApiAnswer, type ApiClient, codeOf } from "../api-client.ts";
import { text } from "../seed-company.ts";
import type { CanaryPortal } from "./canary-portal.ts";
import type { Place } from "./places.ts";
import type { Canary } from "./secrets-on-wire.ts";

/** What has gone through a portal so far, and the ways to send more. */
export type Spread = CanaryPortal & {
  canaries: Canary[];
  /** What refusals said. */
  errors: Place[];
  /** Ids of the roles and sources that secrets went through. */
  used: { roles: string[]; sources: string[] };
  add: (kind: string, secret: unknown) => void;
  /** Sends what must be refused, and keeps what the refusal says. */
  refused: (client: ApiClient, method: string, path: string, body: unknown, code?: string) => Promise<void>;
  /** Sends what must be done. */
  done: (client: ApiClient, method: string, path: string, body?: unknown) => Promise<ApiAnswer>;
  addSource: (fields: object) => Promise<string>;
  /** A role of the catalogue, added where it is not there yet, with these options and assigned to the developer. */
  role: (arn: string, options: object) => Promise<string>;
  /** The ARN of the role that the developer has from the start. */
  firstRoleArn: string;
  /** Has the developer take credentials, and open the console. */
  issue: (roleId: string, body?: object) => Promise<void>;
};

/** Nothing has gone through yet. */
export function newSpread(under: CanaryPortal): Spread {
  const { owner, developer, people, roleIds, assignedRoleId } = under.company;
  const canaries: Canary[] = [];
  const errors: Place[] = [];
  const used: Spread["used"] = { roles: [], sources: [] };
  const done: Spread["done"] = async (client, method, path, body = {}) => {
    const answer = await client.call(method, path, body);
    expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300);
    return answer;
  };
  const [firstRoleArn = ""] = [...roleIds].find(([, id]) => id === assignedRoleId) ?? [];
  return {
    ...under,
    canaries,
    errors,
    used,
    firstRoleArn,
    done,
    add: (kind, secret) => canaries.push([kind, String(secret)]),
    refused: async (client, method, path, body, code) => {
      const answer = await client.call(method, path, body);
      expect(answer.status, `${method} ${path} ${answer.text}`).toBeGreaterThanOrEqual(400);
      if (code) expect(codeOf(answer)).toBe(code);
      errors.push([`the error of ${method} ${path}`, JSON.stringify([...answer.headers]) + answer.text]);
    },
    addSource: async (fields) => {
      const id = text((await done(owner, "POST", "/api/sources", fields)).json, "id");
      used.sources.push(id);
      return id;
    },
    role: async (arn, options) => {
      let id = roleIds.get(arn);
      if (id) await done(owner, "PATCH", `/api/roles/${id}`, options);
      else {
        id = text((await done(owner, "POST", "/api/roles", { reference: arn, ...options })).json, "id");
        roleIds.set(arn, id);
      }
      await owner.call("POST", "/api/assignments", { personId: people.developer, roleId: id });
      if (!used.roles.includes(id)) used.roles.push(id);
      return id;
    },
    issue: async (roleId, body) => {
      await done(developer, "POST", `/api/roles/${roleId}/credentials`, body);
      await done(developer, "POST", `/api/roles/${roleId}/console`);
    },
  };
}

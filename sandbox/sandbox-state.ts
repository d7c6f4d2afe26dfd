import type { CallLog } from "./call-log.ts";
import type { FaultBoard } from "./faults.ts";
import type { MfaLedger } from "./mfa.ts";
import type { Vault } from "./vault.ts";
import type { World, WorldRole, WorldUser } from "./world.ts";

/** What one running sandbox knows. Requests read it; control requests change it. */
export type SandboxState = {
  world: World;
  index: WorldIndex;
  vault: Vault;
  mfa: MfaLedger;
  faults: FaultBoard;
  calls: CallLog;
  containerAuthorizationToken: string | undefined;
};

export type WorldIndex = {
  roles: Map<string, WorldRole>;
  users: Map<string, WorldUser>;
  accessKeys: Map<string, { secret: string; user: WorldUser }>;
};

export function indexWorld(world: World): WorldIndex {
  return {
    roles: new Map(world.roles.map((role) => [role.arn, role])),
    users: new Map(world.users.map((user) => [user.arn, user])),
    accessKeys: new Map(
      world.users.flatMap((user) => user.accessKeys.map(({ id, secret }) => [id, { secret, user }] as const)),
    ),
  };
}

export function replaceWorld(state: SandboxState, world: World): void {
  state.world = world;
  state.index = indexWorld(world);
  state.mfa.clear();
}

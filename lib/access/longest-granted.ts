import { alwaysGrantedSeconds } from "./plan-duration.ts";
import { type CheckedRole, tryRole } from "./try-role.ts";

const hour = 3600;

/**
 * The longest session that AWS grants for a role, in whole hours below what it refused. Found by halving: four calls
 * at most.
 */
export async function longestGranted(role: CheckedRole): Promise<number> {
  let granted = alwaysGrantedSeconds / hour;
  let refused = Math.ceil(role.durationSeconds / hour);
  while (refused - granted > 1) {
    const middle = Math.floor((granted + refused) / 2);
    const attempt = await tryRole({ ...role, durationSeconds: middle * hour });
    if (attempt.ok) granted = middle;
    else refused = middle;
  }
  return granted * hour;
}

import type { Tx } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { type AssumptionPlan, findRoleToAssume, planAssumption } from "./assumption-plan.ts";

/**
 * How a role of the catalogue is reached, whoever it is assigned to. For owners' tests and checks only: issuing asks
 * for the assignment first.
 * @throws AppError `role_not_found` and those of `planAssumption`
 */
export async function planRole(tx: Tx, roleId: string): Promise<AssumptionPlan> {
  const found = await findRoleToAssume(tx, roleId);
  if (!found) throw new AppError("role_not_found", "There is no such role.");
  return planAssumption(tx, found.role);
}

import type { Tx } from "#lib/db/client.ts";

/** Takes away a person's authenticator app and what it proved in any of their sign-ins. Says whether there was one. */
export async function forgetSecondFactor(tx: Tx, personId: string): Promise<boolean> {
  const { count } = await tx.secondFactor.deleteMany({ where: { personId } });
  await tx.signIn.updateMany({
    where: { personId, secondFactorAt: { not: null } },
    data: { secondFactorAt: null },
  });
  return count > 0;
}

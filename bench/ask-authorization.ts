import { writeFileSync } from "node:fs";
import { signInIdOf } from "./catalogue-rows.ts";
import { type CatalogueWorld, type Role, rolesOf } from "./catalogue-world.ts";
import { type LoadProcess, startLoad } from "./load-process.ts";
import { seeded } from "./seeded.ts";

export type Question = readonly [personId: string, signInId: string, roleId: string, assigned: boolean];

const questionsOfEither = 2000;

/**
 * Starts a process that asks whether a role is assigned to a person: random people and roles, as many assigned as not.
 * @param env the portal's, with its database
 * @param file where the questions may be written
 */
export function startAuthorizationLoad(
  world: CatalogueWorld,
  env: NodeJS.ProcessEnv,
  file: string,
): LoadProcess {
  writeFileSync(file, JSON.stringify(questionsFor(world)));
  const variables = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return startLoad("authorization-load.ts", { ...Object.fromEntries(variables), QUESTIONS: file });
}

function questionsFor(world: CatalogueWorld): Question[] {
  const { pick } = seeded(world.roles.length + 1);
  const known = new Map<string, Set<Role>>();
  const asked = new Map([
    [true, 0],
    [false, 0],
  ]);
  const questions: Question[] = [];
  while (questions.length < 2 * questionsOfEither) {
    const personId = pick(world.personIds);
    const theirs = known.get(personId) ?? rolesOf(world, personId);
    known.set(personId, theirs);
    // At random most would not be assigned: half are taken from those that are.
    const role = asked.get(true) === questionsOfEither ? pick(world.roles) : pick([...theirs]);
    const assigned = theirs.has(role);
    const count = asked.get(assigned) ?? 0;
    if (count >= questionsOfEither) continue;
    asked.set(assigned, count + 1);
    questions.push([personId, signInIdOf(personId), role.id, assigned]);
  }
  // One assigned, one not, so that every stretch of them asks the same mixture.
  const denied = questions.slice(questionsOfEither);
  return questions.slice(0, questionsOfEither).flatMap((one, n) => [one, ...denied.slice(n, n + 1)]);
}

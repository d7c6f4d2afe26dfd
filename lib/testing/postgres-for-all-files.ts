import type { TestProject } from "vitest/node";
import { startTestPostgres } from "../../scripts/test-postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One PostgreSQL server for a whole project; each file makes its own database in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  project.provide("postgresUrl", postgres.adminUrl);
  return postgres.stop;
}

/** The PostgreSQL schema of a SQLite one: Prisma allows one provider a schema, so the second is derived. */
export function postgresqlTwin(source: string): string {
  return source
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace("../lib/db/generated/sqlite", "../../lib/db/generated/postgresql");
}

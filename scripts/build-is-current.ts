import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "app",
  "components",
  "lib",
  "messages",
  "prisma",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
];

/** Whether the production build is newer than everything that it is made of. */
export function buildIsCurrent(root: string): boolean {
  const stamp = join(root, ".next/BUILD_ID");
  if (!existsSync(stamp) || !existsSync(join(root, "lib/db/generated"))) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return sources.every((source) => newest(join(root, source)) <= builtAt);
}

function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const inside = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== "generated" && entry.name !== "postgresql")
    .map((entry) => newest(join(path, entry.name)));
  return Math.max(0, ...inside);
}

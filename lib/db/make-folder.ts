import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it, one by one: Node's own `recursive` never returns where a file system refuses with
 * ENOENT, as /proc does.
 * @throws the system's error when one of them cannot be made or is no folder
 */
export function makeFolder(path: string, mode?: number): void {
  const folder = resolve(path);
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return;
  if (!stat && dirname(folder) !== folder) makeFolder(dirname(folder), mode);
  mkdirSync(folder, mode === undefined ? {} : { mode });
}

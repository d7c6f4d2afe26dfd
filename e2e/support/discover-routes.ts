import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./start-portal.ts";

export const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
export type Method = (typeof methods)[number];

const files = () =>
  readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "app").length));

const addresses = (name: RegExp) =>
  files()
    .filter((file) => name.test(file))
    .map(
      (file) =>
        file
          .replace(name, "")
          .replaceAll(/\/\([^)]+\)/g, "")
          .replace(/^$/, "/") || "/",
    )
    .sort();

/** Every API address of the file system, such as `/api/roles/[roleId]`. */
export function discoverRoutes(): string[] {
  return addresses(/\/route\.tsx?$/);
}

/** Every page address of the file system, such as `/open/[roleId]`. */
export function discoverPages(): string[] {
  return addresses(/\/page\.tsx?$/);
}

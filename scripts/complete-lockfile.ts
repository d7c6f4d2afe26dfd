// npm run lockfile: after `npm install` against a registry that does not carry every platform's binaries. npm leaves
// such optional packages out of the lockfile, and `npm ci` of npm 11 then calls the lockfile out of sync. Here they are
// written in with the platform that their names tell; whoever is on that platform fetches them from their registry.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Entry = {
  version: string;
  optional?: true;
  dev?: true;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
};
type Lockfile = { packages: Record<string, Entry> };

const path = join(import.meta.dirname, "../package-lock.json");
const lockfile: Lockfile = JSON.parse(readFileSync(path, "utf8"));
const systems = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
  "aix",
];
const processors = [
  "arm64",
  "arm",
  "x64",
  "ia32",
  "ppc64",
  "riscv64",
  "s390x",
  "loong64",
  "mips64el",
  "wasm32",
];

const added: string[] = [];
for (const entry of Object.values(lockfile.packages))
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lockfile.packages[key] || !/^\d+\.\d+\.\d+\S*$/.test(range)) continue;
    const words = (name.split("/").at(-1) ?? name).split("-");
    const os = systems.filter(
      (system) => words.includes(system) || (system === "win32" && words.includes("windows")),
    );
    const cpu = processors.filter((processor) => words.includes(processor));
    if (os.length === 0 && cpu.length === 0) continue;
    const libc = words.some((word) => word.startsWith("musl"))
      ? ["musl"]
      : words.some((word) => word.startsWith("gnu"))
        ? ["glibc"]
        : [];
    lockfile.packages[key] = {
      version: range,
      ...(cpu.length > 0 && { cpu }),
      ...(entry.dev && { dev: true }),
      ...(libc.length > 0 && { libc }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
    added.push(name);
  }

lockfile.packages = Object.fromEntries(
  Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
process.stdout.write(`${added.length} packages of other platforms written into package-lock.json\n`);

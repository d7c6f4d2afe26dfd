/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  agentRules: false,
  images: { unoptimized: true },
  // A restarted server answers a fifth sooner; each page loads its code when it is first asked for.
  experimental: { preloadEntriesOnStart: false },
  // The adapters load native addons and WebAssembly by path; a bundle would lose them.
  serverExternalPackages: [
    "better-sqlite3",
    "@prisma/adapter-better-sqlite3",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/schema-engine-wasm",
    "pg",
  ],
};

export default config;

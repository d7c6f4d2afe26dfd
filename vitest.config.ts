import { defineConfig } from "vitest/config";

// Unit tests (*.test.ts) need nothing but this process. Integration tests (*.itest.ts) start real
// neighbours: databases, the sandbox AWS, shells, stock AWS clients.
const shared = {
  resolve: { conditions: ["react-server"] },
  ssr: { resolve: { conditions: ["react-server"] } },
};

export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: ["{app,components,lib,prisma,sandbox,scripts,server,messages}/**/*.test.{ts,tsx}"],
          environment: "node",
        },
      },
      {
        ...shared,
        test: {
          name: "integration",
          include: ["{app,components,lib,prisma,sandbox,scripts,server,bench}/**/*.itest.ts"],
          environment: "node",
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});

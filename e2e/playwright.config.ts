import { defineConfig } from "@playwright/test";
import { findChromium } from "./support/find-chromium.ts";

const executablePath = findChromium();

// Journeys in a real Chromium on the production build; each worker has a portal and a sandbox of its own.
export default defineConfig({
  testDir: "browser",
  outputDir: "../test-results",
  workers: 2,
  forbidOnly: Boolean(process.env["CI"]),
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    colorScheme: "light",
    viewport: { width: 1280, height: 860 },
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",
      ],
    },
  },
});

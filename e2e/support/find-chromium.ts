import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

// The shell without a window is a third cheaper to run.
const usual = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The path of a Chromium on this machine: PLAYWRIGHT_CHROMIUM, a system's, or Playwright's own; else null. */
export function findChromium(): string | null {
  const candidates = [process.env.PLAYWRIGHT_CHROMIUM, ...usual, chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== "" && existsSync(path)) ?? null;
}

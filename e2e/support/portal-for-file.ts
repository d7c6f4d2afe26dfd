import { afterAll, beforeAll } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/start-sandbox.ts";
import { type SeededPortal, seedCompany } from "./seed-company.ts";
import { type Portal, type PortalOptions, startPortal } from "./start-portal.ts";

/** What a test file works with: a sandbox AWS, a portal of its own before it, and a small company in it. */
export type PortalUnderTest = {
  readonly sandbox: Sandbox;
  readonly portal: Portal;
  readonly company: SeededPortal;
};

/** Starts sandbox and portal before the file's tests, fills it, and stops both afterwards. */
export function portalForFile(options: PortalOptions = {}): PortalUnderTest {
  const made: { sandbox?: Sandbox; portal?: Portal; company?: SeededPortal } = {};
  beforeAll(async () => {
    made.sandbox = await startSandbox();
    made.portal = await startPortal({ sandboxUrl: made.sandbox.url, ...options });
    made.company = await seedCompany(made.portal);
  });
  afterAll(async () => {
    await made.portal?.stop();
    await made.sandbox?.close();
  });
  return {
    get sandbox() {
      return started(made.sandbox);
    },
    get portal() {
      return started(made.portal);
    },
    get company() {
      return started(made.company);
    },
  };
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("only to be used inside a test");
  return value;
}

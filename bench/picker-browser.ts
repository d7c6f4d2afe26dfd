import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { findChromium } from "../e2e/support/find-chromium.ts";

/** What the browser received, in bytes: as they came, and unpacked. */
export type Received = { page: Bytes; list: Bytes; all: Bytes };
type Bytes = { wire: number; raw: number };

/** A signed-in person's picker in Chromium. */
export type PickerBrowser = {
  /** Opens it with an empty cache. Milliseconds from the start of the navigation until a search has answered. */
  open: () => Promise<{ answeredMs: number; received: Received }>;
  /** Types and deletes some words in an open picker. Milliseconds from each key to the frame that shows its answer. */
  type: () => Promise<number[]>;
};

const words = ["prod admin", "ledger fig", "read only", "ops sand", "er"];
/** How long nothing may change before the next key. */
const quietMs = 60;

/** Null on a machine without Chromium. */
export async function startChromium(): Promise<{ browser: Browser; stop: () => Promise<void> } | null> {
  const executablePath = findChromium();
  if (executablePath === null) return null;
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  return { browser, stop: () => browser.close() };
}

/** @param account the name of an account that no first screen shows; it ends in four digits that are its own */
export function pickerBrowser(
  browser: Browser,
  url: string,
  cookies: ReadonlyMap<string, string>,
  account: string,
): PickerBrowser {
  const inPage = async <T>(work: (page: Page, context: BrowserContext) => Promise<T>): Promise<T> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    try {
      await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })));
      return await work(await context.newPage(), context);
    } finally {
      await context.close();
    }
  };
  const answered = async (page: Page): Promise<number> => {
    await page.addInitScript(searchAsSoonAsPossible, account);
    await page.goto(`${url}/`, { waitUntil: "commit" });
    const handle = await page.waitForFunction(() => Reflect.get(window, "benchAnsweredMs"));
    return Number(await handle.jsonValue());
  };
  return {
    open: () =>
      inPage(async (page, context) => {
        const received = await countBytes(page, context);
        const answeredMs = await answered(page);
        await page.waitForLoadState("networkidle");
        return { answeredMs, received };
      }),
    type: () =>
      inPage(async (page) => {
        await answered(page);
        await page.waitForLoadState("networkidle");
        await page.locator("input[role=combobox]").fill("");
        await page.locator("input[role=combobox]").focus();
        await page.evaluate(timeKeys, quietMs);
        for (const word of words)
          for (const key of [...word, ...Array<string>(word.length).fill("Backspace")]) {
            await page.keyboard.press(key);
            await page.evaluate(() => Reflect.get(window, "benchQuiet")());
          }
        return page.evaluate((): number[] => Reflect.get(window, "benchKeyMs"));
      }),
  };
}

async function countBytes(page: Page, context: BrowserContext): Promise<Received> {
  const none = () => ({ wire: 0, raw: 0 });
  const received = { page: none(), list: none(), all: none() };
  const kinds = new Map<string, string>();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const add = (requestId: string, bytes: Bytes) => {
    const kind = kinds.get(requestId);
    const isList = kind === "Fetch" || kind === "XHR";
    for (const sum of [received.all, kind === "Document" ? received.page : isList ? received.list : null]) {
      if (sum === null) continue;
      sum.wire += bytes.wire;
      sum.raw += bytes.raw;
    }
  };
  session.on("Network.responseReceived", ({ requestId, type }) => void kinds.set(requestId, type));
  session.on("Network.dataReceived", ({ requestId, dataLength }) =>
    add(requestId, { wire: 0, raw: dataLength }),
  );
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
    add(requestId, { wire: encodedDataLength, raw: 0 }),
  );
  return received;
}

/**
 * In the page: types an account's name into the search field, again until the page listens, and notes when the list
 * shows that account's roles and no others.
 */
function searchAsSoonAsPossible(account: string): void {
  let typed = 0;
  const look = () => {
    const field = document.querySelector<HTMLInputElement>("input[role=combobox]");
    const text = document.querySelector("[role=grid]")?.textContent ?? "";
    const shown = [...text.matchAll(/\w+-\w+ \w+ (\d{4})/g)].map((match) => match[1]);
    if (typed > 0 && shown.length > 0 && shown.every((digits) => account.endsWith(digits ?? "none"))) {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => Reflect.set(window, "benchAnsweredMs", performance.now());
        port2.postMessage(null);
      });
      return;
    }
    if (field) {
      typed += 1;
      // The field's own setter, as a browser's typing has it, and each time another text, or React sees no change.
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
      setter?.call(field, account + " ".repeat(typed % 2));
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    setTimeout(look, 20);
  };
  look();
}

/** In the page: notes for each key the frame after the last change of the list, or else of the field. */
function timeKeys(quiet: number): void {
  const times: number[] = [];
  let pressedAt = 0;
  let changedAt = 0;
  const note = () =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        times[times.length - 1] = performance.now() - pressedAt;
      };
      port2.postMessage(null);
    });
  addEventListener(
    "keydown",
    (event) => {
      pressedAt = event.timeStamp;
      changedAt = performance.now();
      times.push(Number.NaN);
      note();
    },
    true,
  );
  const list = document.querySelector("[role=grid]")?.parentElement;
  if (list)
    new MutationObserver(() => {
      changedAt = performance.now();
      note();
    }).observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
  Reflect.set(window, "benchKeyMs", times);
  Reflect.set(
    window,
    "benchQuiet",
    () =>
      new Promise<void>((resolve) => {
        const wait = () => {
          if (performance.now() - changedAt > quiet && !Number.isNaN(times.at(-1))) resolve();
          else setTimeout(wait, 10);
        };
        wait();
      }),
  );
}

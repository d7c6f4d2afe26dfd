import { defaultNameTemplate } from "#lib/terminal/name-template.ts";
import { defaultSessionName } from "#lib/terminal/portal-names.ts";
import { type TerminalStyle, terminalStyles } from "#lib/terminal/terminal-styles.ts";

/** What a person chose on the page. No secret is among it. */
export type TerminalChoices = {
  style: TerminalStyle;
  template: string;
  sessionName: string;
  ssoRegion: string;
  /** Empty for none. */
  region: string;
  which: "all" | "pinned" | "search";
  query: string;
  /** Whether one profile also becomes `[default]`, and which; empty for the first. */
  makesDefault: boolean;
  defaultProfile: string;
  /** Empty for the one below the home folder. */
  tokenFile: string;
};

/** What the page begins with. */
export function firstChoices(origin: string): TerminalChoices {
  return {
    style: "sso",
    template: defaultNameTemplate,
    sessionName: defaultSessionName(origin),
    ssoRegion: "us-east-1",
    region: "",
    which: "all",
    query: "",
    makesDefault: false,
    defaultProfile: "",
    tokenFile: "",
  };
}

const key = "genkan-terminal";

/** Keeps the choices in this browser; all but [default], which is asked for each time. */
export function keepChoices(choices: TerminalChoices): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...choices, makesDefault: false, defaultProfile: "" }));
  } catch {
    // Without storage the page begins anew.
  }
}

/** What was kept, as far as it still is something to choose. */
export function keptChoices(): Partial<TerminalChoices> {
  const kept = read();
  const text = (name: string) =>
    typeof kept[name] === "string" ? String(kept[name]).slice(0, 500) : undefined;
  const style = terminalStyles.find((known) => known === kept["style"]);
  const which = (["all", "pinned", "search"] as const).find((known) => known === kept["which"]);
  const texts = ["template", "sessionName", "ssoRegion", "region", "query", "tokenFile"] as const;
  const found = texts.flatMap((name) => {
    const value = text(name);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(found), ...(style && { style }), ...(which && { which }) };
}

function read(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

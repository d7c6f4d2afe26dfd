import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { quoteBash } from "./bash.ts";
import { quoteCmd } from "./cmd.ts";
import { quoteIni } from "./credentials-file.ts";
import { CredentialsRenderError } from "./credentials-render-error.ts";
import { quoteDockerEnv } from "./docker-env.ts";
import { quoteDotenv } from "./dotenv.ts";
import { quoteFish } from "./fish.ts";
import { hostileStrings } from "./hostile-strings.ts";
import { quotePowershell } from "./powershell.ts";

const strings = ["", " ", "'", "''", "‘’‚‛", "a\\", ...hostileStrings(5000)];

test("no quoter lets a control character or half a character through", () => {
  const quoters = [quoteBash, quoteFish, quotePowershell, quoteDotenv, quoteDockerEnv, quoteIni];
  for (const bad of ["\n", "\r", "\0", "\t", "\x1b[2J", "\x03", "\x7f", "\u0085", "\ud800"]) {
    for (const quote of [...quoters, (value: string) => quoteCmd("K", value)]) {
      expect(() => quote(`a${bad}b`)).toThrow(CredentialsRenderError);
    }
  }
});

test("G21 PowerShell: 5,000 hostile strings are read back as they were", () => {
  for (const value of strings) expect(readPowershell(quotePowershell(value))).toBe(value);
  report("PowerShell", strings.length);
});

test("G21 cmd: 5,000 hostile strings are read back as they were, at the prompt and in a file, or refused", () => {
  let read = 0;
  for (const value of strings) {
    const line = quotedOrRefused(() => `set ${quoteCmd("K", value)}`);
    expect(line === undefined).toBe(/[%!"]/.test(value));
    if (line === undefined) continue;
    for (const batch of [false, true]) expect(readCmd(line, batch)).toEqual({ name: "K", value });
    read += 1;
  }
  report("cmd", read);
});

test("G21 dotenv: 5,000 hostile strings are read back by Node and by Compose's rules, or refused", () => {
  let read = 0;
  for (const value of strings) {
    const quoted = quotedOrRefused(() => quoteDotenv(value));
    if (quoted === undefined) {
      expect(value).toMatch(/\\\\|\\$|'.*["$\\`]|["$\\`].*'/u);
      continue;
    }
    read += 1;
    expect(parseEnv(`A=1\nK=${quoted}\nB=2\n`)).toEqual({ A: "1", K: value, B: "2" });
    expect(readCompose(quoted)).toBe(value);
  }
  expect(read).toBeGreaterThan(2500);
  report("dotenv", read);
});

test("G21 docker --env-file: 5,000 hostile strings are read back as they were", () => {
  for (const value of strings) expect(readDockerEnv(`K=${quoteDockerEnv(value)}\n`)).toEqual([["K", value]]);
  report("docker --env-file", strings.length);
});

function report(format: string, read: number): void {
  process.stdout.write(`G21 ${format}: ${read} strings equal, ${strings.length - read} refused\n`);
}

function quotedOrRefused(quote: () => string): string | undefined {
  try {
    return quote();
  } catch (error) {
    expect(error).toBeInstanceOf(CredentialsRenderError);
    return undefined;
  }
}

// ScanStringLiteral in PowerShell's tokenizer: any single quote ends the string unless another follows, and then
// the second one is kept.
// https://github.com/PowerShell/PowerShell/blob/master/src/System.Management.Automation/engine/parser/tokenizer.cs
function readPowershell(source: string): string {
  const isQuote = (char: string | undefined) => char !== undefined && "'‘’‚‛".includes(char);
  expect(isQuote(source[0])).toBe(true);
  let value = "";
  for (let index = 1; index < source.length; index += 1) {
    if (isQuote(source[index])) {
      index += 1;
      if (!isQuote(source[index])) {
        expect(index).toBe(source.length);
        return value;
      }
    }
    value += source[index];
  }
  throw new Error("the string does not end");
}

// The phases of https://stackoverflow.com/a/4095133: percent signs first, then quotes and special characters, then
// delayed expansion; `set "…"` takes all up to the last quote.
function readCmd(line: string, batch: boolean): { name: string; value: string } {
  const afterPercent = batch ? line.replace(/%%|%\d|%[^%]*%|%/g, (text) => (text === "%%" ? "%" : "")) : line;
  if (!batch && /%[^%]+%/.test(line)) throw new Error("a variable would be expanded");
  if (line.includes("!")) throw new Error("delayed expansion would act");
  let quoted = false;
  for (const char of afterPercent) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && "&|<>^()".includes(char)) throw new Error(`a bare ${char} would act`);
  }
  const assignment = /^set "([^=]+)=(.*)"[^"]*$/su.exec(afterPercent);
  return { name: assignment?.[1] ?? "", value: assignment?.[2] ?? "" };
}

// https://github.com/compose-spec/compose-go/blob/main/dotenv/parser.go: a backslash before the quote is dropped,
// any other is kept; only double quotes expand escapes and variables.
function readCompose(source: string): string {
  const quote = source[0];
  let value = "";
  for (let index = 1; index < source.length; index += 1) {
    const char = source[index];
    if (char === quote) {
      expect(index).toBe(source.length - 1);
      if (quote === '"') expect(value).not.toMatch(/[\\$]/);
      return value;
    }
    if (char === "\\" && source[index + 1] !== undefined) {
      index += 1;
      value += source[index] === quote ? source[index] : `\\${source[index]}`;
    } else value += char;
  }
  throw new Error("the value does not end");
}

// https://github.com/docker/cli/blob/master/pkg/kvfile/kvfile.go: blanks before a line go, # starts a comment only
// there, and everything after the first = is the value.
function readDockerEnv(text: string): [string, string][] {
  return text
    .split("\n")
    .map((line) => line.trimStart())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
}

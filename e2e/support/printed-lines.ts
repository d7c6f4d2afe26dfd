import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The options of printed lines for the AWS CLI, as a program gets them from a real shell: `--policy-document` and so on. */
export async function optionsOfLines(lines: string): Promise<Map<string, string>> {
  const words = `aws() { for each; do printf '%s\\0' "$each"; done; }\n${lines}`;
  const { stdout } = await run("/bin/bash", ["-c", words]);
  const [service, command, ...rest] = stdout.split("\0");
  if (service !== "iam" || !command) throw new Error(`not lines for IAM: ${lines}`);
  const options = new Map<string, string>([["command", command]]);
  for (let at = 0; at + 1 < rest.length; at += 2) options.set(rest[at] ?? "", rest[at + 1] ?? "");
  return options;
}

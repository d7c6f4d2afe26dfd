import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** How a script ended and what it printed. */
export type ShellEnd = { code: number; stdout: string; stderr: string };

/**
 * Runs lines in a real bash that knows nothing of AWS but where the sandbox is: `aws` is Debian's AWS CLI, `boto`
 * Debian's Python, and `$SANDBOX` the address.
 * @param folder is the home folder and the working folder
 */
export async function shellSession(folder: string, sandboxUrl: string, lines: string): Promise<ShellEnd> {
  const script = join(folder, "session.sh");
  const clients = `aws() { /usr/bin/aws --endpoint-url "$SANDBOX" "$@"; }\nboto() { /usr/bin/python3 "$@"; }\n`;
  writeFileSync(script, clients + lines, { mode: 0o600 });
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    PATH: "/usr/bin:/bin",
    HOME: folder,
    SANDBOX: sandboxUrl,
    AWS_PAGER: "",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  return new Promise((resolve) => {
    const child = execFile("/bin/bash", [script], { cwd: folder, env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

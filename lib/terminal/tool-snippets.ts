/** Tools that read what is written here, in the order to tell of them. */
export const terminalTools = [
  "terraform",
  "cdk",
  "vscode",
  "codecommitRemote",
  "codecommitHelper",
  "granted",
  "awsVault",
  "awsSsoCli",
  "leapp",
] as const;
export type TerminalTool = (typeof terminalTools)[number];

/** What to write or type for a tool. The profile is a slug, and so needs no quoting anywhere. */
export function toolSnippet(tool: TerminalTool, profile: string): string {
  switch (tool) {
    case "terraform":
      return `provider "aws" {\n  profile = "${profile}"\n}\n`;
    case "cdk":
      return `AWS_PROFILE=${profile} cdk deploy\n`;
    case "vscode":
      return `AWS_PROFILE=${profile} code .\n`;
    case "codecommitRemote":
      return `git clone codecommit://${profile}@REPOSITORY\n`;
    case "codecommitHelper":
      return `git config --global credential.helper '!aws --profile ${profile} codecommit credential-helper $@'
git config --global credential.UseHttpPath true
`;
    case "granted":
      return `assume ${profile}\n`;
    case "awsVault":
      return `aws-vault exec ${profile} -- aws sts get-caller-identity\n`;
    case "awsSsoCli":
    case "leapp":
      return `AWS_PROFILE=${profile} aws sts get-caller-identity\n`;
    default:
      return tool satisfies never;
  }
}

import { expect, test } from "vitest";
import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { markBlock } from "./block-marks.ts";
import { exampleTerminalRole } from "./example-terminal-role.ts";
import { defaultSessionName, functionName } from "./portal-names.ts";
import { hereDocument, renderInstaller } from "./render-installer.ts";
import { renderOneRole, renderOneRoleWithToken } from "./render-one-role.ts";
import { renderTerminal, type TerminalOptions } from "./render-terminal.ts";
import type { NamedRole } from "./terminal-role.ts";
import { terminalStyles } from "./terminal-styles.ts";
import { isTokenFilePath, tokenFileText, withForwardSlashes } from "./token-file.ts";

const options: TerminalOptions = {
  origin: "https://portal.example.com",
  startUrl: "https://portal.example.com/start",
  sessionName: "acme",
  ssoRegion: "us-east-1",
  region: "eu-west-1",
  defaultProfile: null,
  tokenFile: null,
};
const admin: NamedRole = { ...exampleTerminalRole(), profile: "acme-dev-admin" };
const china: NamedRole = {
  ...exampleTerminalRole({ id: "role-2", partition: "aws-cn", accountName: "中国", asks: ["mfa"] }),
  profile: "cn-admin",
};
const token = `genkan_pat_${"x".repeat(43)}`;

test("the AWS sign-in stands there as the clients read it", () => {
  expect(renderTerminal("sso", [admin], options)).toBe(`[sso-session acme]
sso_start_url = https://portal.example.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access

[services acme-portal]
sso =
  endpoint_url = https://portal.example.com/aws
sso_oidc =
  endpoint_url = https://portal.example.com/aws

# 111122223333 Acme dev / Admin
[profile acme-dev-admin]
sso_session = acme
sso_account_id = 111122223333
sso_role_name = Admin
region = eu-west-1
services = acme-portal
`);
});

test("a credential process is curl with a file, quoted for a path with blanks", () => {
  const tokenFile = "/home/a b/t";
  expect(renderTerminal("process", [admin], { ...options, tokenFile })).toContain(
    'credential_process = curl -sSf -H "@/home/a b/t" https://portal.example.com/aws/credential-process/role-1\n',
  );
});

test("a region is written where its partition has it, and names that are not ASCII stay out", () => {
  const text = renderTerminal("sso", [china], options);
  expect(text).not.toMatch(/^region/m);
  expect(text).toMatch(/^[ -~\n]*$/);
  expect(text).toContain("# 111122223333 / Admin (the portal asks for more: mfa)");
  expect(renderTerminal("sso", [{ ...china, region: "cn-north-1" }], options)).toContain(
    "region = cn-north-1",
  );
});

test("[default] is written for the asked profile only", () => {
  for (const style of ["sso", "process"] as const) {
    expect(renderTerminal(style, [admin], options)).not.toContain("[default]");
    const withDefault = renderTerminal(style, [admin, china], { ...options, defaultProfile: "cn-admin" });
    expect(withDefault.match(/^\[default\]$/gm)).toHaveLength(1);
    expect(withDefault.match(/^\[profile /gm)).toHaveLength(2);
  }
});

test.each(terminalStyles)("%s refuses what cannot stand there", (style) => {
  const wrong: Partial<TerminalOptions>[] = [{ region: "eu\n[default]" }];
  if (style !== "process")
    wrong.push({ sessionName: "a]\n[default" }, { sessionName: "a b" }, { sessionName: "" });
  if (style === "sso") wrong.push({ ssoRegion: "x y" });
  else wrong.push({ tokenFile: '/a"; touch pwned; "' }, { tokenFile: "relative" });
  for (const one of wrong)
    expect(() => renderTerminal(style, [admin], { ...options, ...one }), JSON.stringify(one)).toThrow(
      CredentialsRenderError,
    );
});

test.each(terminalStyles)("%s is written for one role too", (style) => {
  const text = renderOneRole(style, admin, options);
  expect(text).toContain(style === "sso" ? "sso_account_id = 111122223333" : "role-1");
  expect(text).not.toContain("[sso-session");
  if (style === "sso") return;
  const own = renderOneRoleWithToken(style, admin, options, "/home/ueno");
  expect(own.text).toContain("/.aws/genkan-portal.example.com-acme-dev-admin.token");
});

test("a token stands in the script only, and only an access token", () => {
  expect(tokenFileText(token)).toBe(`Authorization: Bearer ${token}\n`);
  expect(() => tokenFileText("genkan_pat_'; touch pwned")).toThrow(CredentialsRenderError);
  const script = renderInstaller({
    origin: options.origin,
    kind: "config",
    body: "[profile a]\n",
    token: { file: null, value: token },
  });
  expect(script.split(token)).toHaveLength(2);
});

test("what ends a here-document stands on no line of it", () => {
  const text = "GENKAN_END\nGENKAN_END_2\n";
  expect(hereDocument(text)).toBe(`cat <<'GENKAN_END_3'\n${text}GENKAN_END_3`);
});

test("paths are absolute, of one line, and mean the same to every reader", () => {
  for (const right of ["/a", "/home/ueno/.aws/t.token", "C:/Users/J P/t", "/家/t", "/a'b/(c)"])
    expect(isTokenFilePath(right), right).toBe(true);
  for (const wrong of [
    "",
    "a",
    "~/a",
    "/",
    "/a/",
    "/a ",
    '/"',
    "/$a",
    "/`a",
    "/a\\b",
    "/%A%",
    "/a #b",
    "/a;b",
    "/!",
    "/a\nb",
  ])
    expect(isTokenFilePath(wrong), wrong).toBe(false);
  expect(withForwardSlashes(" C:\\Users\\ueno\\t ")).toBe("C:/Users/ueno/t");
  expect(withForwardSlashes("/a\\b")).toBe("/a\\b");
});

test("a portal is named after its host", () => {
  expect(defaultSessionName("https://portal.example.com")).toBe("portal-example-com");
  expect(defaultSessionName("http://127.0.0.1:3000")).toBe("127-0-0-1-3000");
  expect(functionName("portal-example-com")).toBe("genkan_portal_example_com");
  expect(markBlock("http://[::1]:3000", "x\n")).toBe(
    "# >>> genkan [::1]:3000 >>>\nx\n# <<< genkan [::1]:3000 <<<\n",
  );
});

import { regionFor } from "./region-for.ts";
import { renderShellFile, type ShellOptions, tokenFileWord } from "./shell-functions.ts";
import type { NamedRole } from "./terminal-role.ts";

/**
 * Everything that some client would take credentials from before it asks the container's address.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export const askedBefore = [
  "AWS_PROFILE",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_CREDENTIAL_EXPIRATION",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_ROLE_ARN",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
] as const;

/** Where clients fetch one role's credentials. */
export function containerUri(origin: string, roleId: string): string {
  return `${origin}/aws/container-credentials/${roleId}`;
}

/**
 * A file for POSIX shells with a function that sets the container variables for a profile's role. Clients renew by
 * themselves. The token goes into a variable, for older SDKs know no AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 * @throws CredentialsRenderError when a name, path or region cannot stand there
 */
export function renderContainerFunctions(roles: readonly NamedRole[], options: ShellOptions): string {
  return renderShellFile(roles, options, "AWS credentials by the container variables.", [
    `set -- "$2" "$(sed -n 's/^Authorization: //p' ${tokenFileWord(options)})"`,
    'if test -z "$2"; then',
    "  printf '%s\\n' 'genkan: there is no token in the token file' >&2",
    "  return 1",
    "fi",
    `unset ${askedBefore.join(" ")}`,
    `AWS_CONTAINER_CREDENTIALS_FULL_URI="${containerUri(options.origin, `\${1%% *}`)}"`,
    "AWS_CONTAINER_AUTHORIZATION_TOKEN=$2",
    "export AWS_CONTAINER_CREDENTIALS_FULL_URI AWS_CONTAINER_AUTHORIZATION_TOKEN",
    ...exportRegion,
  ]);
}

const exportRegion = [
  `if test -n "\${1#* }"; then`,
  `  AWS_REGION=\${1#* }`,
  "  AWS_DEFAULT_REGION=$AWS_REGION",
  "  export AWS_REGION AWS_DEFAULT_REGION",
  "fi",
];

/** Lines to paste for one role. */
export function renderContainerLines(role: NamedRole, options: ShellOptions): string {
  const region = regionFor(role, options.region);
  const lines = [
    `unset ${askedBefore.join(" ")}`,
    `export AWS_CONTAINER_CREDENTIALS_FULL_URI='${containerUri(options.origin, role.id)}'`,
    `export AWS_CONTAINER_AUTHORIZATION_TOKEN="$(sed -n 's/^Authorization: //p' ${tokenFileWord(options)})"`,
    ...(region === null ? [] : [`export AWS_REGION='${region}' AWS_DEFAULT_REGION='${region}'`]),
  ];
  return `${lines.join("\n")}\n`;
}

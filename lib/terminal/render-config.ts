import { CredentialsRenderError } from "#lib/credentials/credentials-render-error.ts";
import { isRegion } from "./name-roles.ts";
import { isSessionName } from "./portal-names.ts";
import { regionFor } from "./region-for.ts";
import type { NamedRole } from "./terminal-role.ts";
import { isTokenFilePath, tokenFilePlaceholder } from "./token-file.ts";

export type ConfigOptions = {
  /** `GENKAN_URL`, without a slash at its end. */
  origin: string;
  /** For roles that have none of their own; null writes none. */
  region: string | null;
  /** The profile whose settings also stand in `[default]`, which is the reader's own; null leaves it alone. */
  defaultProfile: string | null;
};

export type SsoOptions = ConfigOptions & {
  /** What `startUrlOf` says. */
  startUrl: string;
  sessionName: string;
  /** Signs nothing here and only fills the setting that clients insist on. */
  ssoRegion: string;
};

/**
 * Profiles that stock AWS clients sign in for by themselves, as at IAM Identity Center, with one session and the
 * addresses of its services. https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html,
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 * @throws CredentialsRenderError when a name or region cannot stand there
 */
export function renderSsoConfig(roles: readonly NamedRole[], options: SsoOptions): string {
  const { origin, startUrl, sessionName, ssoRegion } = options;
  if (!isSessionName(sessionName)) throw new CredentialsRenderError("sessionName");
  if (!isRegion(ssoRegion)) throw new CredentialsRenderError("ssoRegion");
  const head = [
    `[sso-session ${sessionName}]`,
    `sso_start_url = ${startUrl}`,
    `sso_region = ${ssoRegion}`,
    "sso_registration_scopes = sso:account:access",
    "",
    `[services ${servicesName(sessionName)}]`,
    "sso =",
    `  endpoint_url = ${origin}/aws`,
    "sso_oidc =",
    `  endpoint_url = ${origin}/aws`,
  ];
  const profiles = renderProfiles(roles, options, (role) => ssoSettings(role, options));
  return `${[...head, ...profiles].join("\n")}\n`;
}

/** One profile alone; its session stands in the block already. */
export function renderSsoProfile(role: NamedRole, options: SsoOptions): string {
  if (!isSessionName(options.sessionName)) throw new CredentialsRenderError("sessionName");
  return `${renderProfiles([role], { ...options, defaultProfile: null }, () => ssoSettings(role, options))
    .slice(1)
    .join("\n")}\n`;
}

const ssoSettings = (role: NamedRole, options: SsoOptions) => [
  `sso_session = ${options.sessionName}`,
  `sso_account_id = ${role.accountId}`,
  `sso_role_name = ${role.roleName}`,
  ...regionOf(role, options),
  `services = ${servicesName(options.sessionName)}`,
];

const servicesName = (sessionName: string) => `${sessionName}-portal`;

export type ProcessOptions = ConfigOptions & {
  /** Absolute, see `isTokenFilePath`; null leaves a placeholder for the installer. */
  tokenFile: string | null;
};

/**
 * Profiles whose credentials curl fetches with an access token that stands in a file.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 * @throws CredentialsRenderError when the path or region cannot stand there
 */
export function renderProcessConfig(roles: readonly NamedRole[], options: ProcessOptions): string {
  const { origin, tokenFile } = options;
  if (tokenFile !== null && !isTokenFilePath(tokenFile)) throw new CredentialsRenderError("tokenFile");
  const file = tokenFile ?? tokenFilePlaceholder;
  const profiles = renderProfiles(roles, options, (role) => [
    `credential_process = curl -sSf -H "@${file}" ${origin}/aws/credential-process/${role.id}`,
    ...regionOf(role, options),
  ]);
  return `${profiles.slice(1).join("\n")}\n`;
}

function renderProfiles(
  roles: readonly NamedRole[],
  { region, defaultProfile }: ConfigOptions,
  settingsOf: (role: NamedRole) => string[],
): string[] {
  if (region !== null && !isRegion(region)) throw new CredentialsRenderError("region");
  const first = roles.filter((role) => role.profile === defaultProfile);
  return [
    ...first.flatMap((role) => ["", commentOf(role), "[default]", ...settingsOf(role)]),
    ...roles.flatMap((role) => ["", commentOf(role), `[profile ${role.profile}]`, ...settingsOf(role)]),
  ];
}

const regionOf = (role: NamedRole, { region }: ConfigOptions) => {
  const one = regionFor(role, region);
  return one === null ? [] : [`region = ${one}`];
};

// botocore reads the file in the system's own encoding, which on Windows is seldom UTF-8: other names stay out.
function commentOf({ accountId, accountName, roleName, asks }: NamedRole): string {
  const name = /^[ -~]+$/.test(accountName) ? ` ${accountName.trim()}` : "";
  const warning = asks.length === 0 ? "" : ` (the portal asks for more: ${asks.join(", ")})`;
  return `# ${accountId}${name} / ${roleName}${warning}`;
}

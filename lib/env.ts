import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { z } from "zod";

// The only reader of process.env. A bad value stops the start and is named; its content never is.

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fail = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  if (!url || url.username || url.password || url.search || url.hash || url.pathname !== "/")
    return fail("must be an origin such as https://portal.example.com, without a path");
  if (url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname)))
    return url.origin;
  return fail("must be https (plain http only on 127.0.0.1, localhost or [::1])");
});

const databaseUrl = z.string().refine((text) => /^(file:.+|postgres(ql)?:\/\/.+)$/.test(text), {
  message: "must start with file:, postgresql:// or postgres://",
});

const secret = z
  .string()
  .min(32, "must be at least 32 characters, such as the output of: openssl rand -base64 48")
  .refine((text) => new Set(text).size >= 10 && !/change|example|secret-?secret|password/i.test(text), {
    message: "looks like a placeholder: make a random one with openssl rand -base64 48",
  });

function isAddressOrRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

const minutes = (fallback: number, most: number) =>
  z.coerce.number().int().min(1).max(most).default(fallback);

const Environment = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    HOST: z.string().default("127.0.0.1"),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    GENKAN_URL: origin,
    GENKAN_SECRET: secret,
    DATABASE_URL: databaseUrl.default("file:./data/genkan.db"),
    GENKAN_SIGN_IN_IDLE_MINUTES: minutes(30, 1440),
    GENKAN_SIGN_IN_MAX_MINUTES: minutes(720, 10080),
    GENKAN_CLIENT_SIGN_IN_MAX_MINUTES: minutes(720, 129_600),
    GENKAN_ISSUES_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
    GENKAN_TRUSTED_PROXIES: z
      .string()
      .default("")
      .transform((text) =>
        text
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .refine((parts) => parts.every(isAddressOrRange), {
        message: "must be addresses or CIDR ranges, separated by commas",
      }),
    GENKAN_OIDC_ISSUER: z.url().optional(),
    GENKAN_OIDC_CLIENT_ID: z.string().min(1).optional(),
    GENKAN_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    GENKAN_OIDC_SCOPES: z.string().default("openid email profile"),
    GENKAN_OIDC_GROUPS_CLAIM: z.string().default("groups"),
    GENKAN_OIDC_NAME: z.string().max(60).default("OpenID Connect"),
    AWS_REGION: z.string().optional(),
    AWS_ENDPOINT_URL_STS: z.url().optional(),
    AWS_ENDPOINT_URL_SIGNIN: z.url().optional(),
  })
  .superRefine((value, context) => {
    const given = [
      value.GENKAN_OIDC_ISSUER,
      value.GENKAN_OIDC_CLIENT_ID,
      value.GENKAN_OIDC_CLIENT_SECRET,
    ].filter(Boolean).length;
    if (given !== 0 && given !== 3)
      context.addIssue({
        code: "custom",
        path: ["GENKAN_OIDC_ISSUER"],
        message: "GENKAN_OIDC_ISSUER, GENKAN_OIDC_CLIENT_ID and GENKAN_OIDC_CLIENT_SECRET go together",
      });
    const issuer = value.GENKAN_OIDC_ISSUER;
    if (
      issuer &&
      URL.canParse(issuer) &&
      new URL(issuer).protocol !== "https:" &&
      !loopback.has(new URL(issuer).hostname)
    )
      context.addIssue({ code: "custom", path: ["GENKAN_OIDC_ISSUER"], message: "must be https" });
  });

export type Env = z.output<typeof Environment>;

/** Which variables are wrong and why; the message names variables and never their values. */
export class EnvError extends Error {
  override name = "EnvError";
}

/**
 * Parses variables as the server does at start. `NAME_FILE` holds the path of a file with NAME's value.
 * @throws EnvError naming every bad variable
 */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of Object.keys(Environment.shape)) {
    const file = variables[`${name}_FILE`];
    const value = variables[name];
    if (value !== undefined && value !== "") values[name] = value;
    else if (file) {
      try {
        values[name] = readFileSync(file, "utf8").trim();
      } catch {
        problems.push(`${name}_FILE: the file cannot be read`);
      }
    }
  }
  const parsed = Environment.safeParse(values);
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0] ?? "environment");
      const missing = !(name in values) && issue.code === "invalid_type";
      problems.push(`${name}: ${missing ? "is required and not set" : issue.message}`);
    }
  if (problems.length > 0 || !parsed.success) throw new EnvError(problems.join("\n"));
  return parsed.data;
}

let current: Env | undefined;

/** The parsed environment of this process. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}

/** Whether AWS itself is on this machine, as a sandbox is: then what only works over the internet may be local too. */
export function hasLocalAws(): boolean {
  const endpoint = env().AWS_ENDPOINT_URL_STS;
  return endpoint !== undefined && loopback.has(new URL(endpoint).hostname);
}

/**
 * What next-auth and Next read from the process, set from the parsed values and nowhere else. Next would also apply a
 * .env file now, after everything else was read, and leave the server with two sets of settings: it is told that this
 * was done.
 */
export function prepareFrameworkEnvironment(): void {
  process.env["NEXTAUTH_URL"] = env().GENKAN_URL;
  process.env["__NEXT_PROCESSED_ENV"] = "true";
  delete process.env["AUTH_TRUST_HOST"];
}

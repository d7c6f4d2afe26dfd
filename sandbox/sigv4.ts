import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export type SignableRequest = {
  method: string;
  /** As sent, still percent-encoded. */
  path: string;
  /** As sent, without the question mark. */
  query: string;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
};

/** A request as a service gets it, with the address of the connection's other end. */
export type ReceivedRequest = SignableRequest & { address: string };

export type Authorization = {
  accessKeyId: string;
  /** yyyymmdd of the credential scope. */
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  /** yyyymmddThhmmssZ */
  timestamp: string;
  sessionToken: string | undefined;
  /** Set when the signature came in the query string. */
  expiresSeconds: number | undefined;
};

export type AuthorizationResult =
  | { ok: true; authorization: Authorization }
  | { ok: false; reason: "missing" }
  | { ok: false; reason: "incomplete"; message: string };

const ALGORITHM = "AWS4-HMAC-SHA256";

/**
 * Reads the signature that a request carries in its Authorization header or in its query.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv4-create-signed-request.html
 */
export function readAuthorization(request: SignableRequest): AuthorizationResult {
  const header = single(request.headers["authorization"]);
  if (header !== undefined) return readHeader(header, request);
  if (request.query.includes("X-Amz-Algorithm=")) return readQuery(request);
  return { ok: false, reason: "missing" };
}

function readHeader(header: string, request: SignableRequest): AuthorizationResult {
  if (!header.startsWith(`${ALGORITHM} `))
    return incomplete(`Unsupported AWS 'algorithm': '${header.split(" ")[0]}'.`);
  const parts = new Map<string, string>();
  for (const pair of header.slice(ALGORITHM.length + 1).split(",")) {
    const equals = pair.indexOf("=");
    if (equals < 0) {
      return incomplete(
        `'${pair.trim()}' not a valid key=value pair (missing equal-sign) in Authorization header.`,
      );
    }
    parts.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  const missing = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => !parts.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  const timestamp = single(request.headers["x-amz-date"]) ?? httpDate(single(request.headers["date"]));
  if (!timestamp) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (missing.length > 0) return incomplete(missing.join(" "));
  return build(parts.get("Credential") ?? "", {
    signedHeaders: (parts.get("SignedHeaders") ?? "").split(";"),
    signature: parts.get("Signature") ?? "",
    timestamp: timestamp ?? "",
    sessionToken: single(request.headers["x-amz-security-token"]),
    expiresSeconds: undefined,
  });
}

function readQuery(request: SignableRequest): AuthorizationResult {
  const query = new URLSearchParams(request.query);
  if (query.get("X-Amz-Algorithm") !== ALGORITHM) return incomplete("Unsupported X-Amz-Algorithm.");
  const missing = ["Credential", "Signature", "SignedHeaders", "Date"]
    .filter((name) => !query.get(`X-Amz-${name}`))
    .map((name) => `AWS query-string parameters must include 'X-Amz-${name}'.`);
  if (missing.length > 0) return incomplete(missing.join(" "));
  return build(query.get("X-Amz-Credential") ?? "", {
    signedHeaders: (query.get("X-Amz-SignedHeaders") ?? "").split(";"),
    signature: query.get("X-Amz-Signature") ?? "",
    timestamp: query.get("X-Amz-Date") ?? "",
    sessionToken: query.get("X-Amz-Security-Token") ?? undefined,
    expiresSeconds: Number(query.get("X-Amz-Expires") ?? 900),
  });
}

type Rest = Omit<Authorization, "accessKeyId" | "date" | "region" | "service">;

function build(credential: string, rest: Rest): AuthorizationResult {
  const [accessKeyId, date, region, service, terminator, extra] = credential.split("/");
  if (!accessKeyId || !date || !region || !service || terminator !== "aws4_request" || extra !== undefined) {
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  if (!/^\d{8}T\d{6}Z$/.test(rest.timestamp)) {
    return incomplete("Date must be in ISO-8601 'basic format'. See http://en.wikipedia.org/wiki/ISO_8601");
  }
  if (!rest.signedHeaders.includes("host"))
    return incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  return { ok: true, authorization: { accessKeyId, date, region, service, ...rest } };
}

/**
 * The signature that the request should carry. S3 signs the path as sent; the other services encode it once more.
 */
export function signatureOf(
  request: SignableRequest,
  authorization: Authorization,
  secret: string,
  payloadHash: string,
): string {
  const { timestamp, date, region, service, signedHeaders } = authorization;
  const canonical = [
    request.method,
    service === "s3" ? request.path : encodePath(request.path),
    canonicalQuery(request.query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(request.headers[name])}`),
    "",
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const toSign = `${ALGORITHM}\n${timestamp}\n${scope}\n${sha256(canonical)}`;
  return createHmac("sha256", signingKey(secret, date, region, service))
    .update(toSign)
    .digest("hex");
}

export function sameSignature(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}

export function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

const signingKeys = new Map<string, Buffer>();

function signingKey(secret: string, date: string, region: string, service: string): Buffer {
  const name = `${secret}/${date}/${region}/${service}`;
  const known = signingKeys.get(name);
  if (known) return known;
  const key = [date, region, service, "aws4_request"].reduce<Buffer>(
    (current, part) => createHmac("sha256", current).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
  if (signingKeys.size >= 500) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

function canonicalQuery(query: string): string {
  if (query === "") return "";
  return query
    .split("&")
    .filter((pair) => pair !== "" && !pair.startsWith("X-Amz-Signature="))
    .map((pair) => {
      const equals = pair.indexOf("=");
      const name = equals < 0 ? pair : pair.slice(0, equals);
      return [encode(decode(name)), encode(decode(equals < 0 ? "" : pair.slice(equals + 1)))] as const;
    })
    .sort(([aName, aValue], [bName, bValue]) => compare(aName, bName) || compare(aValue, bValue))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function canonicalValue(value: string | string[] | undefined): string {
  const joined = Array.isArray(value) ? value.join(",") : (value ?? "");
  return joined.trim().replace(/ +/g, " ");
}

function encodePath(path: string): string {
  return path === "/" ? path : path.split("/").map(encode).join("/");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function httpDate(value: string | undefined): string | undefined {
  const time = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : basicDate(time);
}

/** Milliseconds as yyyymmddThhmmssZ. */
export function basicDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** yyyymmddThhmmssZ as milliseconds. */
export function fromBasicDate(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function incomplete(message: string): AuthorizationResult {
  return { ok: false, reason: "incomplete", message };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

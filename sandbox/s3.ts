import { createHash } from "node:crypto";
import { type Answer, escapeMarkup } from "./answer.ts";
import { type AuthenticationFailure, authenticate } from "./authenticate.ts";
import { authorize } from "./policy/authorize.ts";
import { wordDenial } from "./policy/word-denial.ts";
import type { SandboxState } from "./sandbox-state.ts";
import { type Caller, callerContext } from "./session.ts";
import type { ReceivedRequest } from "./sigv4.ts";
import type { WorldBucket } from "./world.ts";

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
// Objects have no history here: one date for all keeps answers the same from run to run.
const MODIFIED = new Date("2026-01-05T09:00:00.000Z");

type Asker = Caller & { address: string };

class S3Error extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/**
 * A few S3 reads in path style: ListBuckets, ListObjectsV2, GetObject, HeadObject, HeadBucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export function handleS3(
  state: SandboxState,
  request: ReceivedRequest,
  body: Buffer,
  requestId: string,
): Answer {
  try {
    const authentication = authenticate(state, request, body, "s3", Date.now());
    if (!authentication.ok) throw wordFailure(authentication);
    return withId(perform(state, request, { ...authentication.caller, address: request.address }), requestId);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const xml = `${DECLARATION}<Error><Code>${error.code}</Code><Message>${escapeMarkup(error.message)}</Message><Resource>${escapeMarkup(request.path)}</Resource><RequestId>${requestId}</RequestId></Error>`;
    return withId({ status: error.status, headers: XML, body: xml }, requestId);
  }
}

function perform(state: SandboxState, request: ReceivedRequest, caller: Asker): Answer {
  if (request.method !== "GET" && request.method !== "HEAD") {
    throw new S3Error("MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
  }
  const [bucketName = "", ...rest] = request.path.slice(1).split("/");
  const key = decodePath(rest.join("/"));
  if (bucketName === "") return listBuckets(state, caller);
  const bucket = (state.world.buckets ?? []).find((item) => item.name === bucketName);
  if (!bucket) throw new S3Error("NoSuchBucket", 404, "The specified bucket does not exist");
  const bucketArn = `arn:${caller.partition}:s3:::${bucket.name}`;
  if (key !== "") return getObject(caller, bucket, bucketArn, key);
  requireAccess(caller, "s3:ListBucket", bucketArn, bucket.accountId);
  if (request.method === "HEAD") return { status: 200, headers: {}, body: "" };
  const query = new URLSearchParams(request.query);
  if (query.has("location")) {
    return { status: 200, headers: XML, body: `${DECLARATION}<LocationConstraint xmlns="${NAMESPACE}"/>` };
  }
  return listObjects(bucket, query);
}

function listBuckets(state: SandboxState, caller: Asker): Answer {
  requireAccess(caller, "s3:ListAllMyBuckets", "*", caller.accountId);
  const buckets = (state.world.buckets ?? [])
    .filter((bucket) => bucket.accountId === caller.accountId)
    .map(
      (bucket) =>
        `<Bucket><Name>${bucket.name}</Name><CreationDate>${MODIFIED.toISOString()}</CreationDate></Bucket>`,
    );
  const body = `${DECLARATION}<ListAllMyBucketsResult xmlns="${NAMESPACE}"><Owner><ID>${caller.accountId}</ID></Owner><Buckets>${buckets.join("")}</Buckets></ListAllMyBucketsResult>`;
  return { status: 200, headers: XML, body };
}

function getObject(caller: Asker, bucket: WorldBucket, bucketArn: string, key: string): Answer {
  requireAccess(caller, "s3:GetObject", `${bucketArn}/${key}`, bucket.accountId);
  const body = Object.hasOwn(bucket.objects, key) ? bucket.objects[key] : undefined;
  if (body === undefined) {
    // Who may not list a bucket does not learn what is absent.
    requireAccess(caller, "s3:ListBucket", bucketArn, bucket.accountId);
    throw new S3Error("NoSuchKey", 404, "The specified key does not exist.");
  }
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    etag: etagOf(body),
    "last-modified": MODIFIED.toUTCString(),
  };
  return { status: 200, headers, body };
}

function listObjects(bucket: WorldBucket, query: URLSearchParams): Answer {
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const after = query.get("continuation-token") ?? query.get("start-after") ?? "";
  const limit = Math.min(1000, Math.max(1, Number(query.get("max-keys") ?? 1000) || 1000));
  const shown = query.get("encoding-type") === "url" ? encodeURIComponent : (text: string) => text;
  const entries = new Map<string, string>();
  for (const key of Object.keys(bucket.objects).sort()) {
    if (!key.startsWith(prefix)) continue;
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const name = end < 0 ? key : key.slice(0, end + delimiter.length);
    if (name <= after) continue;
    const tag = (inner: string) => escapeMarkup(shown(inner));
    entries.set(
      name,
      end < 0
        ? `<Contents><Key>${tag(key)}</Key><LastModified>${MODIFIED.toISOString()}</LastModified><ETag>${escapeMarkup(etagOf(bucket.objects[key] ?? ""))}</ETag><Size>${Buffer.byteLength(bucket.objects[key] ?? "")}</Size><StorageClass>STANDARD</StorageClass></Contents>`
        : `<CommonPrefixes><Prefix>${tag(name)}</Prefix></CommonPrefixes>`,
    );
  }
  const page = [...entries].slice(0, limit);
  const truncated = entries.size > limit;
  const next = truncated
    ? `<NextContinuationToken>${escapeMarkup(page.at(-1)?.[0] ?? "")}</NextContinuationToken>`
    : "";
  const encoding = query.has("encoding-type") ? "<EncodingType>url</EncodingType>" : "";
  const body = `${DECLARATION}<ListBucketResult xmlns="${NAMESPACE}"><Name>${bucket.name}</Name><Prefix>${escapeMarkup(shown(prefix))}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${limit}</MaxKeys>${encoding}<IsTruncated>${truncated}</IsTruncated>${page.map(([, xml]) => xml).join("")}${next}</ListBucketResult>`;
  return { status: 200, headers: XML, body };
}

function requireAccess(caller: Asker, action: string, resource: string, resourceAccountId: string): void {
  const verdict = authorize(caller, {
    action,
    resource,
    resourceAccountId,
    context: callerContext(caller, { nowMs: Date.now(), address: caller.address }),
  });
  if (verdict.allowed) return;
  // S3 alone puts the resource into quotation marks.
  const shown = resource === "*" ? "*" : `"${resource}"`;
  const { arn, accountId } = caller;
  const refused = { arn, accountId, action, resource: shown, resourceAccountId };
  throw new S3Error("AccessDenied", 403, wordDenial(refused, verdict));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function wordFailure(failure: AuthenticationFailure): S3Error {
  switch (failure.reason) {
    case "missing":
      return new S3Error("AccessDenied", 403, "Access Denied");
    case "incomplete":
    case "wrong-scope":
      return new S3Error("AuthorizationHeaderMalformed", 400, failure.message);
    case "unknown-key":
      return new S3Error(
        "InvalidAccessKeyId",
        403,
        "The AWS Access Key Id you provided does not exist in our records.",
      );
    case "bad-token":
      return new S3Error("InvalidToken", 400, "The provided token is malformed or otherwise invalid.");
    case "expired-token":
      return new S3Error("ExpiredToken", 400, "The provided token has expired.");
    case "link-expired":
      return new S3Error("AccessDenied", 403, "Request has expired");
    case "skewed":
      return new S3Error(
        "RequestTimeTooSkewed",
        403,
        "The difference between the request time and the current time is too large.",
      );
    case "wrong-payload":
      return new S3Error(
        "XAmzContentSHA256Mismatch",
        400,
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    case "mismatch":
      return new S3Error(
        "SignatureDoesNotMatch",
        403,
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
      );
    default:
      return failure satisfies never;
  }
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const XML = { "content-type": "application/xml" };

function withId(answer: Answer, requestId: string): Answer {
  return { ...answer, headers: { ...answer.headers, "x-amz-request-id": requestId } };
}

function etagOf(body: string): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new S3Error("InvalidURI", 400, "Couldn't parse the specified URI.");
  }
}

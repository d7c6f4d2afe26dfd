import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, plain } from "./answer.ts";
import { createCallLog, shownParams } from "./call-log.ts";
import { demoCompany } from "./company.ts";
import { consoleAsset } from "./console-page.ts";
import { handleContainerCredentials } from "./container-credentials.ts";
import { handleControl } from "./control.ts";
import {
  answerOf,
  createFaultBoard,
  deliver,
  type Fault,
  type FaultTarget,
  letsThrough,
  spoil,
} from "./faults.ts";
import { handleFederation } from "./federation.ts";
import { handleIam } from "./iam/handle-iam.ts";
import { handleInstanceMetadata } from "./instance-metadata.ts";
import { createMfaLedger } from "./mfa.ts";
import { handleOrganizations } from "./organizations/handle-organizations.ts";
import { operationOf } from "./organizations/json-protocol.ts";
import { handleS3 } from "./s3.ts";
import { indexWorld, type SandboxState } from "./sandbox-state.ts";
import { handleSts } from "./sts/handle-sts.ts";
import { openVault } from "./vault.ts";
import type { World } from "./world.ts";

export type SandboxOptions = {
  /** 0, the default, is any free port. */
  port?: number;
  host?: string;
  /** The demo company's, unless another is given. */
  world?: World;
  /** What the container endpoint demands in Authorization; without it, nothing. */
  containerAuthorizationToken?: string;
};

export type Sandbox = {
  url: string;
  port: number;
  /** The world as it is now: control requests may have changed it. */
  readonly world: World;
  close(): Promise<void>;
};

const MAX_BODY_BYTES = 256 * 1024;

/** Starts a local AWS. Rejects with the listen error (such as EADDRINUSE) when the port cannot be had. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = options.world ?? demoCompany().world;
  const state: SandboxState = {
    world,
    index: indexWorld(world),
    vault: openVault(world),
    mfa: createMfaLedger(),
    faults: createFaultBoard(),
    calls: createCallLog(),
    containerAuthorizationToken: options.containerAuthorizationToken,
  };
  const host = options.host ?? "127.0.0.1";
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    serve(state, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no TCP port.");
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    get world() {
      return state.world;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(state: SandboxState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const [path = "/", query = ""] = splitOnce(request.url ?? "/", "?");
  const body = await readBody(request);
  if (body === undefined) return deliver(request, response, plain(413, "Request too large"), undefined);
  if (path.startsWith("/_sandbox/")) {
    return deliver(request, response, handleControl(state, request, path, body), undefined);
  }
  const target = targetOf(request, path);
  const fault = target && state.faults.take(target);
  if (!fault)
    return deliver(
      request,
      response,
      await answer(state, request, target, path, query, body, requestId),
      undefined,
    );

  if (!letsThrough(fault)) {
    if (target === "sts" || target === "iam" || target === "organizations")
      logFault(state, fault, request, body, requestId);
    return deliver(request, response, answerOf(fault, target, requestId), fault);
  }
  if (fault.kind === "delay") await wait(fault.ms ?? 1000, undefined, { ref: false });
  const honest = await answer(state, request, target, path, query, body, requestId);
  return deliver(request, response, spoil(honest, fault), fault);
}

function targetOf(request: IncomingMessage, path: string): Exclude<FaultTarget, "all"> | undefined {
  // A bucket may have any name, so the signature's scope decides before the path does.
  if (/\/s3\/aws4_request/.test(request.headers.authorization ?? "")) return "s3";
  if (/[?&]X-Amz-Credential=[^&]*%2Fs3%2Faws4_request/i.test(request.url ?? "")) return "s3";
  if (path === "/") {
    const scope = /\/(iam|organizations)\/aws4_request/.exec(request.headers.authorization ?? "")?.[1];
    return scope === "iam" || scope === "organizations" ? scope : "sts";
  }
  if (path === "/federation") return "federation";
  if (path.startsWith("/federation/")) return undefined;
  if (path.startsWith("/latest/")) return "imds";
  if (path === "/v2/credentials/task") return "ecs";
  return "s3";
}

async function answer(
  state: SandboxState,
  request: IncomingMessage,
  target: FaultTarget | undefined,
  path: string,
  query: string,
  body: Buffer,
  requestId: string,
): Promise<Answer> {
  const method = request.method ?? "GET";
  const address = plainAddress(request.socket.remoteAddress);
  const signable = { method, path, query, headers: request.headers, address };
  switch (target) {
    case "sts":
      if (method === "GET" && !query.includes("Action="))
        return plain(200, "Sandbox AWS. Nothing here is real.\n");
      if (method !== "POST" && method !== "GET") return plain(405, "Method Not Allowed");
      return handleSts(state, signable, body, requestId);
    case "iam":
      return handleIam(state, signable, body, requestId);
    case "organizations":
      return handleOrganizations(state, signable, body, requestId);
    case "federation":
      return handleFederation(
        state,
        method,
        new URLSearchParams(method === "POST" && body.length > 0 ? body.toString("utf8") : query),
      );
    case "imds":
      return handleInstanceMetadata(state, method, path, request.headers);
    case "ecs":
      return handleContainerCredentials(state, method, request.headers);
    case "s3":
      return handleS3(state, signable, body, requestId);
    default:
      return consoleAsset(path) ?? plain(404, "Not Found");
  }
}

function logFault(
  state: SandboxState,
  fault: Fault,
  request: IncomingMessage,
  body: Buffer,
  requestId: string,
): void {
  const form = new URLSearchParams(body.toString("utf8"));
  state.calls.add({
    time: new Date().toISOString(),
    requestId,
    action: form.get("Action") ?? operationOf(request.headers),
    callerArn: undefined,
    params: shownParams(form),
    outcome: `fault:${fault.kind}`,
  });
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
}

/** An IPv4 peer of a socket that listens on both is IPv4 to policies. */
function plainAddress(address: string | undefined): string {
  return (address ?? "").replace(/^::ffff:(?=\d+\.)/, "");
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

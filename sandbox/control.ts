import type { IncomingMessage } from "node:http";
import { type Answer, json } from "./answer.ts";
import { FAULT_KINDS, FAULT_TARGETS, type Fault } from "./faults.ts";
import { isRecord } from "./policy/document.ts";
import { replaceWorld, type SandboxState } from "./sandbox-state.ts";
import { InvalidWorld, parseRole, parseUser, parseWorld } from "./world.ts";

/**
 * The development side of the sandbox: faults, the call log, the world, MFA codes. Only for this machine, and not
 * for web pages: browsers send Origin with every request that changes something.
 */
export function handleControl(
  state: SandboxState,
  request: IncomingMessage,
  path: string,
  body: Buffer,
): Answer {
  if (!isLoopback(request.socket.remoteAddress) || request.headers.origin !== undefined) {
    return problem(403, "Control requests are for programs on this machine.");
  }
  try {
    return route(state, request.method ?? "GET", path, () => JSON.parse(body.toString("utf8")));
  } catch (error) {
    if (error instanceof InvalidWorld || error instanceof InvalidFault) return problem(400, error.message);
    if (error instanceof SyntaxError || error instanceof URIError)
      return problem(400, "The request is malformed.");
    throw error;
  }
}

function route(state: SandboxState, method: string, path: string, body: () => unknown): Answer {
  const [area = "", ...rest] = path.slice("/_sandbox/".length).split("/");
  const arn = decodeURIComponent(rest.join("/"));
  switch (`${method} ${area}`) {
    case "GET faults":
      return json(200, { faults: state.faults.list() });
    case "POST faults":
      state.faults.add(parseFault(body()));
      return json(200, { faults: state.faults.list() });
    case "DELETE faults":
      state.faults.clear();
      return json(200, { faults: [] });
    case "GET calls":
      return json(200, { calls: state.calls.list() });
    case "DELETE calls":
      state.calls.clear();
      return json(200, { calls: [] });
    case "GET world":
      return json(200, state.world);
    case "PUT world":
      replaceWorld(state, parseWorld(body()));
      return json(200, state.world);
    case "PUT roles":
      return putInto(state, "roles", parseRole({ ...asRecord(body()), arn }, "role"));
    case "DELETE roles":
      return removeFrom(state, "roles", arn);
    case "PUT users":
      return putInto(state, "users", parseUser({ ...asRecord(body()), arn }, "user"));
    case "DELETE users":
      return removeFrom(state, "users", arn);
    case "POST totp":
      return currentCode(state, asRecord(body())["serialNumber"]);
    default:
      return problem(404, "There is no such control request.");
  }
}

function putInto<T extends { arn: string }>(state: SandboxState, kind: "roles" | "users", item: T): Answer {
  const kept = state.world[kind].filter((other) => other.arn !== item.arn);
  replaceWorld(state, parseWorld({ ...state.world, [kind]: [...kept, item] }));
  return json(200, item);
}

function removeFrom(state: SandboxState, kind: "roles" | "users", arn: string): Answer {
  const kept = state.world[kind].filter((other) => other.arn !== arn);
  if (kept.length === state.world[kind].length) return problem(404, `There is no ${arn}.`);
  replaceWorld(state, { ...state.world, [kind]: kept });
  return json(200, { removed: arn });
}

function currentCode(state: SandboxState, serialNumber: unknown): Answer {
  const devices = state.world.users.flatMap((user) => user.mfaDevices ?? []);
  const device = devices.find((item) => item.serialNumber === serialNumber);
  if (!device) return problem(404, "There is no such MFA device.");
  const code = state.mfa.unusedCode(device.serialNumber, device.seed, Date.now());
  return code === undefined
    ? problem(409, "Both the current and the next code are used. Try again within 30 seconds.")
    : json(200, { code });
}

class InvalidFault extends Error {}

function parseFault(value: unknown): Fault {
  const { target, kind, ms, count } = asRecord(value);
  const knownTarget = FAULT_TARGETS.find((item) => item === target);
  const knownKind = FAULT_KINDS.find((item) => item === kind);
  if (!knownTarget) throw new InvalidFault(`target must be one of ${FAULT_TARGETS.join(", ")}.`);
  if (!knownKind) throw new InvalidFault(`kind must be one of ${FAULT_KINDS.join(", ")}.`);
  return { target: knownTarget, kind: knownKind, ...integer("ms", ms), ...integer("count", count) };
}

function integer<K extends "ms" | "count">(name: K, value: unknown): { [key in K]?: number } {
  if (value === undefined) return {};
  if (typeof value !== "number" || !Number.isInteger(value))
    throw new InvalidFault(`${name} must be an integer.`);
  if (name === "count" && value < 1) throw new InvalidFault("count must be at least 1.");
  // A single computed key is widened to an index signature, though its type is known here.
  return { [name]: value } as { [key in K]?: number };
}

function asRecord(value: unknown): Record<string, unknown> {
  if (!isRecord(value)) throw new InvalidFault("The body must be a JSON object.");
  return value;
}

function problem(status: number, message: string): Answer {
  return json(status, { message });
}

function isLoopback(address: string | undefined): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address ?? "");
}

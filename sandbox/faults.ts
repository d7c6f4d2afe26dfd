import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "./answer.ts";
import { jsonError } from "./organizations/json-protocol.ts";
import { errorAnswer } from "./sts/xml.ts";

export const FAULT_TARGETS = [
  "sts",
  "iam",
  "organizations",
  "federation",
  "s3",
  "imds",
  "ecs",
  "all",
] as const;
export const FAULT_KINDS = [
  "delay",
  "hang",
  "429",
  "503",
  "garbage",
  "empty",
  "reset",
  "drip",
  "no-credentials",
  "expired",
  "wrong-account",
  "huge",
  "clock-skew",
] as const;

export type FaultTarget = (typeof FAULT_TARGETS)[number];
export type FaultKind = (typeof FAULT_KINDS)[number];
export type Fault = {
  target: FaultTarget;
  kind: FaultKind;
  /** delay and drip: the pause, drip's after each byte; clock-skew: how far ahead the clock is. */
  ms?: number;
  /** How many requests it lasts; without it, until cleared. */
  count?: number;
};

export type FaultBoard = {
  add(fault: Fault): void;
  list(): Fault[];
  clear(): void;
  /** The fault for a request to this service, counted down. The newest one wins. */
  take(target: FaultTarget): Fault | undefined;
};

export function createFaultBoard(): FaultBoard {
  let faults: Fault[] = [];
  return {
    add(fault) {
      faults = [fault, ...faults].slice(0, 100);
    },
    list: () => faults,
    clear() {
      faults = [];
    },
    take(target) {
      const fault = faults.find((item) => item.target === target || item.target === "all");
      if (fault?.count !== undefined) {
        fault.count -= 1;
        if (fault.count <= 0) faults = faults.filter((item) => item !== fault);
      }
      return fault;
    },
  };
}

/** Whether the service still does its work under this fault, or the fault answers in its place. */
export function letsThrough(fault: Fault): boolean {
  return !["hang", "429", "503", "garbage", "empty", "reset"].includes(fault.kind);
}

/** The answer of a fault that stands in the service's place; `hang` and `reset` have none. */
export function answerOf(
  fault: Fault,
  target: FaultTarget | undefined,
  requestId: string,
): Answer | undefined {
  if (target === "organizations" && fault.kind === "429")
    return jsonError("TooManyRequestsException", "Rate exceeded", 400, requestId);
  if (target === "organizations" && fault.kind === "503")
    return jsonError("ServiceUnavailableException", "The service is unavailable.", 503, requestId);
  switch (fault.kind) {
    case "429":
      return errorAnswer("Throttling", "Rate exceeded", 429, requestId);
    case "503":
      return errorAnswer(
        "ServiceUnavailable",
        "The service is unavailable. Please try again later.",
        503,
        requestId,
      );
    case "garbage":
      return {
        status: 200,
        headers: { "content-type": "text/xml" },
        body: "\u0000\u0007<<<]]>{{not=xml&&\ufffd",
      };
    case "empty":
      return { status: 200, headers: {}, body: "" };
    default:
      return undefined;
  }
}

/** The service's own answer, spoiled as the fault says. */
export function spoil(answer: Answer, fault: Fault): Answer {
  switch (fault.kind) {
    case "no-credentials":
      return edit(answer, (body) =>
        body.startsWith("{") ? "{}" : body.replace(/<Credentials>.*?<\/Credentials>/s, ""),
      );
    case "expired":
      return shiftExpiry(answer, () => Date.now() - 3_600_000);
    case "clock-skew": {
      const ms = fault.ms ?? 600_000;
      const shifted = shiftExpiry(answer, (time) => time + ms);
      return { ...shifted, headers: { ...shifted.headers, date: new Date(Date.now() + ms).toUTCString() } };
    }
    case "wrong-account":
      return edit(answer, (body) => body.replace(/(:sts::)\d{12}(:assumed-role)/g, "$1999999999999$2"));
    case "huge":
      // White space is no part of XML or JSON: only the size is wrong.
      return {
        ...answer,
        body: Buffer.concat([Buffer.from(answer.body), Buffer.alloc(10 * 1024 * 1024, " ")]),
      };
    default:
      return answer;
  }
}

/** Writes the answer, with the pauses and cuts of the fault. */
export async function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer | undefined,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.kind === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  if (!answer) return;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  if (fault?.kind !== "drip" || request.method === "HEAD") {
    response.end(request.method === "HEAD" ? undefined : body);
    return;
  }
  for (let i = 0; i < body.length && !response.destroyed; i++) {
    response.write(body.subarray(i, i + 1));
    await wait(fault.ms ?? 100, undefined, { ref: false });
  }
  response.end();
}

function shiftExpiry(answer: Answer, shift: (time: number) => number): Answer {
  const shifted = (time: string) => new Date(shift(Date.parse(time))).toISOString().replace(/\.\d{3}Z$/, "Z");
  return edit(answer, (body) =>
    body
      .replace(/(<Expiration>)([^<]+)/g, (_, tag: string, time: string) => tag + shifted(time))
      .replace(/("Expiration":")([^"]+)/g, (_, key: string, time: string) => key + shifted(time)),
  );
}

function edit(answer: Answer, change: (body: string) => string): Answer {
  return typeof answer.body === "string" ? { ...answer, body: change(answer.body) } : answer;
}

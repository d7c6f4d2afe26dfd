import { randomInt } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { apiMatrix, pageMatrix } from "../authorization-matrix.ts";
import { type MalformedRequest, malformedRequests } from "../support/malformed-requests.ts";
import { notice } from "../support/notice.ts";
import { portalForFile } from "../support/portal-for-file.ts";
import { rawRequest } from "../support/raw-request.ts";

// G1: whatever is sent, no answer is a 5xx and none takes over 2 s. GENKAN_MALFORMED_SEED repeats a run. How long it
// took is judged where a number of requests is asked for, on a machine that does nothing else meanwhile.
const seed = Number(process.env["GENKAN_MALFORMED_SEED"] ?? randomInt(2 ** 31));
const askedFor = process.env["GENKAN_MALFORMED_REQUESTS"];
const perAddress = Number(askedFor ?? 30);
const mostMs = askedFor === undefined ? Number.POSITIVE_INFINITY : 2000;
const atOnce = 8;
const under = portalForFile();

type Tally = { method: string; address: string; sent: number; counts: Record<string, number>; worst: number };
const table: Tally[] = [];

const targets = [
  ...Object.entries(apiMatrix).flatMap(([pattern, row]) =>
    Object.entries(row).map(([method, cases]) => ({ method, pattern, paths: cases.map(({ path }) => path) })),
  ),
  ...Object.entries(pageMatrix).map(([pattern, cases]) => ({
    method: "GET",
    pattern,
    paths: cases.map(({ path }) => path),
  })),
];

describe("malformed requests", () => {
  test.each(targets)("$method $pattern never fails and never hangs", async ({ method, pattern, paths }) => {
    const { company, portal } = under;
    const ids: Record<string, string> = {
      assignedRole: company.assignedRoleId,
      nobodysRole: company.otherRoleId,
      freshRole: company.otherRoleId,
      freshPerson: company.people.bystander,
      freshAssignment: company.assignmentId,
    };
    const known = paths.map((path) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name));
    const cookie = [...company.owner.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const queue = malformedRequests({
      seed: seed + table.length,
      count: perAddress,
      method,
      paths: known,
      origin: portal.url,
      cookie,
    });
    const tally: Tally = { method, address: pattern, sent: 0, counts: {}, worst: 0 };
    const wrong: string[] = [];
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const answer = await rawRequest(portal.url, next);
        const group = answer.status === 0 ? "closed" : `${String(answer.status)[0]}xx`;
        tally.sent += 1;
        tally.counts[group] = (tally.counts[group] ?? 0) + 1;
        tally.worst = Math.max(tally.worst, answer.ms);
        if (answer.status >= 500 || answer.ms > mostMs) wrong.push(describeWrong(next, answer));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    table.push(tally);
    expect(wrong, `seed ${seed}`).toEqual([]);
  });

  test("the portal still works afterwards", async () => {
    const { company } = under;
    expect((await company.owner.call("GET", "/api/ready")).status).toBe(200);
    expect((await company.owner.call("GET", "/api/me")).status).toBe(200);
    const told = under.portal.output().split("\n");
    expect(told.filter((line) => line.includes('"request.failed"')).slice(0, 5)).toEqual([]);
    const unexpected = told.filter((line) => /^\s*(at |⨯|\[?\w*Error)/.test(line));
    expect(unexpected.slice(0, 10)).toEqual([]);
  });
});

function describeWrong(request: MalformedRequest, answer: { status: number; ms: number }): string {
  const { method, path, headers, body } = request;
  return `${answer.status} after ${Math.round(answer.ms)} ms: ${request.spoilt.join(" + ")}: ${method} ${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 600)} ${body?.subarray(0, 120).toString("latin1") ?? ""}`;
}

afterAll(() => {
  const groups = ["2xx", "3xx", "4xx", "5xx", "closed"];
  notice(
    `${"malformed requests".padEnd(48)}${["sent", ...groups, "worst ms"].map((name) => name.padStart(9)).join("")}`,
  );
  for (const { method, address, sent, counts, worst } of table)
    notice(
      `${`${method} ${address}`.padEnd(48)}${[sent, ...groups.map((group) => counts[group] ?? 0), Math.round(worst)].map((value) => String(value).padStart(9)).join("")}`,
    );
  notice(
    `${table.reduce((sum, { sent }) => sum + sent, 0)} requests, ${table.reduce((sum, { counts }) => sum + (counts["5xx"] ?? 0), 0)} of them 5xx; seed ${seed}`,
  );
});

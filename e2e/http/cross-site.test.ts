import { describe, expect, test } from "vitest";
import { apiMatrix } from "../authorization-matrix.ts";
import { type ApiAnswer, codeOf, member } from "../support/api-client.ts";
import { portalForFile } from "../support/portal-for-file.ts";

const under = portalForFile();

const changing = Object.entries(apiMatrix).flatMap(([pattern, row]) =>
  Object.entries(row)
    .filter(([method]) => method !== "GET")
    .map(([method, cases]) => ({ method, pattern, one: cases[0] })),
);

/** What a browser or a program sends from elsewhere. */
const foreign: [name: string, headers: Record<string, string | null>][] = [
  ["another site's fetch", { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }],
  ["a sibling host", { Origin: "http://127.0.0.1:1", "Sec-Fetch-Site": "same-site" }],
  ["another origin alone", { Origin: "https://evil.example" }],
  ["an opaque origin", { Origin: "null" }],
  ["our origin over https", { Origin: "https://127.0.0.1" }],
  ["a cross-site form without Origin", { Origin: null, "Sec-Fetch-Site": "cross-site" }],
  ["an address typed by hand", { Origin: null, "Sec-Fetch-Site": "none" }],
  ["a forged Origin with the browser's own word against it", { "Sec-Fetch-Site": "cross-site" }],
  ["same-origin with another Origin", { Origin: "https://evil.example", "Sec-Fetch-Site": "same-origin" }],
  ["neither header", { Origin: null }],
];

async function issuedSoFar(): Promise<number> {
  const answer = await under.company.owner.call("GET", "/api/audit?event=role.assume.issued&limit=500");
  const events = member(answer.json, "events");
  return Array.isArray(events) ? events.length : Number.NaN;
}

const path = (pattern: string) => {
  const { assignedRoleId, assignmentId, people } = under.company;
  return pattern
    .replaceAll(/\{\w*Role\}/g, assignedRoleId)
    .replaceAll("{freshAssignment}", assignmentId)
    .replaceAll(/\{\w+\}/g, people.developer);
};

describe("requests from elsewhere", () => {
  test.each(changing)("$method $pattern refuses them all", async ({ method, pattern, one }) => {
    for (const [name, headers] of foreign) {
      const answer = await under.company.owner.call(method, path(one?.path ?? pattern), {}, headers);
      const aws = pattern.startsWith("/aws/");
      // AWS's own clients send neither header, and no cookie counts there.
      if (aws && name === "neither header") continue;
      const told = aws ? answer.headers.get("x-amzn-errortype") : codeOf(answer);
      const refusal = aws ? "ForbiddenException" : "cross_origin_refused";
      expect(`${name}: ${answer.status} ${told}`).toBe(`${name}: 403 ${refusal}`);
    }
  });

  test("change nothing", async () => {
    const { owner, developer, assignedRoleId } = under.company;
    const before = await Promise.all(
      ["/api/people", "/api/assignments", "/api/catalogue"].map((at) => read(at)),
    );
    for (const [, headers] of foreign) {
      await owner.call("DELETE", `/api/roles/${assignedRoleId}`, undefined, headers);
      await owner.call("PATCH", `/api/people/${under.company.people.developer}`, { disabled: true }, headers);
      await owner.call("DELETE", `/api/assignments/${under.company.assignmentId}`, undefined, headers);
      await owner.call("POST", "/api/auth/signout", {}, headers);
      await developer.call("POST", `/api/roles/${assignedRoleId}/credentials`, {}, headers);
    }
    const after = await Promise.all(
      ["/api/people", "/api/assignments", "/api/catalogue"].map((at) => read(at)),
    );
    expect(after).toEqual(before);
    expect(await issuedSoFar()).toBe(0);
    expect((await owner.call("GET", "/api/me")).status).toBe(200);
  });

  test("with our Origin or the browser's same-origin are taken", async () => {
    const { developer } = under.company;
    for (const headers of [
      {},
      { Origin: null, "Sec-Fetch-Site": "same-origin" },
      { "Sec-Fetch-Site": "same-origin" },
    ])
      expect((await developer.call("PATCH", "/api/me", { locale: null }, headers)).status).toBe(200);
  });

  test("cannot sign a browser in as somebody else without its own csrf token", async () => {
    const { owner } = under.company;
    const form = new URLSearchParams({
      csrfToken: "0".repeat(64),
      email: "dev@nimbus.example",
      password: "correct-horse-battery-staple",
    });
    const answer = await owner.copy().call("POST", "/api/auth/callback/credentials", form);
    expect([answer.status, codeOf(answer)]).toEqual([401, "sign_in_failed"]);
    expect(answer.headers.getSetCookie().join()).not.toContain("genkan.sign-in=");
  });

  const read = async (at: string) => (await under.company.owner.call("GET", at)).text;
});

describe("GET and HEAD", () => {
  test("mint nothing, at any address", async () => {
    const { owner, assignedRoleId } = under.company;
    const before = await issuedSoFar();
    const addresses = Object.values(apiMatrix).flatMap((row) =>
      Object.values(row)
        .flat()
        .map((one) => path(one.path)),
    );
    const more = [
      `/open/${assignedRoleId}`,
      `/open/${assignedRoleId}?region=eu-west-1&duration=900`,
      `/api/roles/${assignedRoleId}/credentials?format=bash`,
      `/api/roles/${assignedRoleId}/console?_method=POST`,
    ];
    const answers: ApiAnswer[] = [];
    for (const at of new Set([...addresses, ...more]))
      for (const method of ["GET", "HEAD"])
        for (const headers of [
          {},
          { Purpose: "prefetch", "Sec-Purpose": "prefetch" },
          { RSC: "1" },
          { "X-HTTP-Method-Override": "POST" },
        ])
          answers.push(await owner.call(method, at, undefined, headers));
    expect(await issuedSoFar()).toBe(before);
    expect(answers.filter(({ text }) => /ASIA[A-Z0-9]{16}|SigninToken/.test(text))).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });
});

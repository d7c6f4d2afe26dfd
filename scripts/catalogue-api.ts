import { plainLine, shortened } from "#lib/transfer/plain-line.ts";
import type { CataloguePlan } from "#lib/transfer/plan-view.ts";

/** The portal's no, or none at all, as a line for the terminal. */
export class RefusedCall extends Error {}

type Asked = { file: string; prune: boolean };
export type CatalogueApi = {
  plan: (asked: Asked) => Promise<CataloguePlan>;
  apply: (asked: Asked & { skipRefused: boolean; digest: string }) => Promise<unknown>;
  file: (managedBy: string | undefined) => Promise<string>;
  merge: (file: string) => Promise<string>;
};

const deadlineMs = 180_000;

/** The portal's API for the catalogue file, asked with an access token, which goes nowhere else. */
export function catalogueApi(portal: URL, token: string): CatalogueApi {
  const call = async (path: string, body?: object): Promise<Response> => {
    const answer = await fetch(new URL(path, portal), {
      method: body ? "POST" : "GET",
      headers: { Authorization: `Bearer ${token}`, ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(deadlineMs),
    }).catch((error: unknown) => {
      throw new RefusedCall(`${portal.origin} does not answer${causeOf(error)}.\n`);
    });
    if (!answer.ok) throw new RefusedCall(await refusalOf(answer));
    return answer;
  };
  return {
    plan: async (asked) => readPlan(await call("/api/catalogue/plan", asked)),
    apply: async (asked) => (await call("/api/catalogue/apply", asked)).json(),
    file: async (managedBy) => {
      const query = managedBy === undefined ? "" : `?${new URLSearchParams({ managedBy })}`;
      return (await call(`/api/catalogue/file${query}`)).text();
    },
    merge: async (file) => (await call("/api/catalogue/file/merge", { file })).text(),
  };
}

async function readPlan(answer: Response): Promise<CataloguePlan> {
  const plan: unknown = await answer.json();
  const isPlan = plan !== null && typeof plan === "object" && "items" in plan && "digest" in plan;
  if (!isPlan) throw new RefusedCall("The answer is no plan. Is GENKAN_URL the portal's address?\n");
  // Both come from one version of the portal; the members above tell another server's answer apart.
  return plan as unknown as CataloguePlan;
}

async function refusalOf(answer: Response): Promise<string> {
  const told: unknown = await answer.json().catch(() => null);
  const error = told !== null && typeof told === "object" && "error" in told ? told.error : null;
  if (error === null || typeof error !== "object" || !("code" in error) || !("message" in error))
    return `The portal answered ${answer.status}.\n`;
  return `${plainLine(String(error.code))}: ${shortened(plainLine(String(error.message)), 1000)}\n`;
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code === "" ? "" : ` (${code})`;
}

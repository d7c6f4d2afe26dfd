/** What came of sending what AWS clients send, through whatever stands before the portal. */
export type SelfTest = {
  bearer:
    | { kind: "arrived" }
    | { kind: "dropped" }
    | { kind: "strangeAnswer"; status: number }
    | { kind: "noAnswer" };
  /** Whether HEAD of the start URL is answered with a redirect; null when nothing answers. */
  startRedirects: boolean | null;
};

/** Sends a header as AWS clients name it, and asks for the start URL as newer ones do. Never throws. */
export async function runSelfTest(): Promise<SelfTest> {
  const [bearer, startRedirects] = await Promise.all([sendBearer(), askStart()]);
  return { bearer, startRedirects };
}

async function sendBearer(): Promise<SelfTest["bearer"]> {
  try {
    const response = await fetch("/aws/self-test", {
      headers: { "x-amz-sso_bearer_token": "self-test" },
      credentials: "omit",
      cache: "no-store",
    });
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok || answer === null || typeof answer !== "object" || !("bearerTokenArrived" in answer))
      return { kind: "strangeAnswer", status: response.status };
    return { kind: answer.bearerTokenArrived === true ? "arrived" : "dropped" };
  } catch {
    return { kind: "noAnswer" };
  }
}

async function askStart(): Promise<boolean | null> {
  try {
    const response = await fetch("/start", {
      method: "HEAD",
      // Where it leads is another origin; that it leads somewhere is all that a page may see.
      redirect: "manual",
      credentials: "omit",
      cache: "no-store",
    });
    return response.type === "opaqueredirect";
  } catch {
    return null;
  }
}

/** What came back: status, headers, text, and the text as JSON when it is JSON. */
export type ApiAnswer = { status: number; headers: Headers; text: string; json: unknown };

/** A program that talks to the portal over HTTP with a cookie jar, as curl would. */
export class ApiClient {
  readonly url: string;
  readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  /** Another program with the same cookies, as somebody has who copied them. */
  copy(): ApiClient {
    const copy = new ApiClient(this.url);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  /**
   * Sends JSON, or a form when the body is URLSearchParams; with the portal's Origin unless told otherwise. A header
   * that is null is left out.
   */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | null> = {},
  ): Promise<ApiAnswer> {
    const form = body instanceof URLSearchParams;
    const sent = new Headers();
    for (const [name, value] of Object.entries({ Origin: this.url, ...headers }))
      if (value !== null) sent.set(name, value);
    if (this.cookies.size > 0)
      sent.set("Cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (body !== undefined && !form && !sent.has("Content-Type"))
      sent.set("Content-Type", "application/json");
    const response = await fetch(this.url + path, {
      method,
      headers: sent,
      body: body === undefined ? null : form ? body : typeof body === "string" ? body : JSON.stringify(body),
      redirect: "manual",
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  /** Signs in with e-mail and password, as the sign-in page does. */
  async signIn(email: string, password: string): Promise<ApiAnswer> {
    const csrf = await this.call("GET", "/api/auth/csrf");
    const csrfToken = String(member(csrf.json, "csrfToken"));
    const form = new URLSearchParams({ csrfToken, email, password, callbackUrl: "/", json: "true" });
    return this.call("POST", "/api/auth/callback/credentials", form);
  }

  private keep(cookie: string): void {
    const [pair = ""] = cookie.split(";");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (value === "" || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member of a JSON object by its path, or undefined. */
export function member(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((at, name) => {
    if (at === null || typeof at !== "object") return undefined;
    return Object.entries(at).find(([key]) => key === name)?.[1];
  }, value);
}

/** The error code of a refusal, or undefined. */
export function codeOf(answer: ApiAnswer): unknown {
  return member(answer.json, "error", "code");
}

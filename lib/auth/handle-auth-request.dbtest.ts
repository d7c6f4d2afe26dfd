import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { prepareFrameworkEnvironment } from "#lib/env.ts";
import { addPerson } from "#lib/people/add-person.ts";
import { refusalCode } from "#lib/testing/refusal-code.ts";
import { testDatabase } from "#lib/testing/test-database.ts";
import { addViewer, testRequest } from "#lib/testing/test-people.ts";
import { handleAuthRequest } from "./handle-auth-request.ts";
import { cookieNames } from "./sign-in-cookie.ts";

testDatabase();
beforeAll(prepareFrameworkEnvironment);

for (const name of ["GENKAN_OIDC_ISSUER", "GENKAN_OIDC_CLIENT_ID", "GENKAN_OIDC_CLIENT_SECRET"])
  process.env[name] = "https://127.0.0.1:1";

const ask = (method: string, path: string, body = {}, cookies = {}) =>
  handleAuthRequest({
    method,
    segments: path.split("/"),
    query: new URLSearchParams(),
    body,
    cookies,
    origin: testRequest,
  });

async function csrf() {
  const answer = await ask("GET", "csrf");
  const name = cookieNames().csrfToken;
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`)) ?? "";
  const value = decodeURIComponent(cookie.slice(name.length + 1).split(";")[0] ?? "");
  const { csrfToken }: { csrfToken: string } = await answer.json();
  return { csrfToken, cookies: { [name]: value } };
}

test.each(["true", undefined])("a wrong csrf token is refused with a code, json=%s", async (json) => {
  const { cookies } = await csrf();
  const body = { csrfToken: "0".repeat(64), email: "a@example.com", password: "x", ...(json && { json }) };
  for (const sent of [cookies, {}])
    expect(await refusalCode(ask("POST", "callback/credentials", body, sent))).toBe("sign_in_failed");
  for (const sent of [cookies, {}])
    expect(await refusalCode(ask("POST", "signin/oidc", body, sent))).toBe("sign_in_refused");
});

test("with the right one a password signs in, wherever that leads", async () => {
  const owner = await addViewer("owner");
  const password = "correct horse battery";
  const { id, email } = await addPerson(owner, { name: "P", email: "p@example.com", password });
  const { csrfToken, cookies } = await csrf();
  const body = { csrfToken, email, password, json: "true", callbackUrl: "/settings?error=x" };
  expect(
    await refusalCode(ask("POST", "callback/credentials", { ...body, password: "wrong" }, cookies)),
  ).toBe("sign_in_failed");
  const answer = await ask("POST", "callback/credentials", body, cookies);
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie().join()).toContain(`${cookieNames().sessionToken}=`);
  expect(await db().signIn.count({ where: { personId: id } })).toBe(1);
});

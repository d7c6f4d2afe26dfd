import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import tls from "node:tls";
import { promisify } from "node:util";
import { freePort } from "../../scripts/test-postgres.ts";
import { allowInBrowser, cachedToken, startLogin, startWaiting } from "../support/aws-login.ts";
import { expect, test as plain } from "../support/journey.ts";
import { text } from "../support/seed-company.ts";
import { type Portal, startPortal } from "../support/start-portal.ts";
import { awsClis, stockClients, whoIs } from "../support/stock-clients.ts";
import { expectTerminalRole, type TerminalHome, terminalHome } from "../support/terminal-home.ts";
import { hasOpenssl, startTlsProxy, type TlsProxy } from "../support/tls-proxy.ts";

// Stock AWS tools at a portal as people have it: behind a proxy with TLS, with a start URL of its own, which newer AWS
// CLIs follow before they sign in.

const run = promisify(execFile);
const script = "/usr/bin/script";
const clis = awsClis().filter(({ browserSignIn }) => browserSignIn);

const test = plain.extend<object, { front: { proxy: TlsProxy; port: number }; portal: Portal }>({
  front: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const port = await freePort();
      const proxy = await startTlsProxy(port);
      tls.setDefaultCACertificates([
        ...tls.getCACertificates("default"),
        readFileSync(proxy.certificate, "utf8"),
      ]);
      await use({ proxy, port });
      await proxy.close();
    },
    { scope: "worker" },
  ],
  portal: [
    async ({ sandbox, front }, use) => {
      const { proxy, port } = front;
      const env = { GENKAN_URL: proxy.url, GENKAN_TRUSTED_PROXIES: "127.0.0.1,::1" };
      const portal = await startPortal({ sandboxUrl: sandbox.url, port, env });
      await use({ ...portal, url: proxy.url });
      await portal.stop();
    },
    { scope: "worker" },
  ],
});

test.skip(!hasOpenssl, "no openssl on this machine");
test.skip(clis.length === 0, "no AWS CLI of 2.22 or later: name one with GENKAN_AWS_CLIS");
test.use({ ignoreHTTPSErrors: true });

let home: TerminalHome;
test.beforeEach(() => {
  home = terminalHome();
});
test.afterEach(() => home.remove());

/** What makes each client trust the proxy's certificate. */
const trusting = ({ proxy }: { proxy: TlsProxy }) => ({
  AWS_CA_BUNDLE: proxy.certificate,
  NODE_EXTRA_CA_CERTS: proxy.certificate,
});

for (const cli of clis) {
  test(`${cli.name} follows the portal's start URL, signs in, and every client works with that`, async ({
    page,
    portal,
    front,
    sandbox,
    developer,
    signInAs,
  }) => {
    test.setTimeout(300_000);
    await signInAs(developer.client);
    await page.goto("/terminal");
    await home.install(page);
    expect(home.config()).toContain(`\nsso_start_url = ${portal.url}/start\n`);
    const mine = { HOME: home.folder, AWS_PROFILE: home.profile(), ...trusting(front) };
    const env = { ...home.env(), ...mine, AWS_PAGER: "", AWS_EC2_METADATA_DISABLED: "true" };

    const before = front.proxy.asked.length;
    const waiting = startLogin(cli, [], env);
    await allowInBrowser(page, portal.url, waiting);
    expect(await waiting.ended, waiting.said()).toBe(0);
    expect(front.proxy.asked.slice(before).includes("HEAD /start")).toBe(cli.followsStartUrl);

    const token = cachedToken(home.folder);
    for (const client of [cli, ...stockClients()].filter(({ readsServices }) => readsServices))
      await plain.step(`${client.name} works, and refreshes what has ended`, async () => {
        expectTerminalRole(await whoIs(client, sandbox.url, mine), developer.email);
        const first = token.read();
        home.forgetCredentials();
        token.expire();
        expectTerminalRole(await whoIs(client, sandbox.url, mine), developer.email);
        expect(text(token.read(), "accessToken")).not.toBe(text(first, "accessToken"));
      });

    await plain.step("processes that share one cache refresh at once", async () => {
      // Those that put a new cache in place in one step: of the others some read half of it.
      const careful = stockClients().filter(
        ({ name, readsServices }) => readsServices && /boto3|for Go/.test(name),
      );
      token.expire();
      const asking = [...careful, ...careful, ...careful, ...careful].map((client) =>
        whoIs(client, sandbox.url, mine),
      );
      for (const said of await Promise.all(asking)) expectTerminalRole(said, developer.email);
    });

    const profiles = await run(cli.program, ["configure", "list-profiles"], { env });
    expect(profiles.stdout.trim().split("\n")).toContain(home.profile());
    const exported = await run(cli.program, ["configure", "export-credentials"], { env });
    expect(text(JSON.parse(exported.stdout), "AccessKeyId")).toMatch(/^ASIA/);

    await run(cli.program, ["sso", "logout"], { env });
    const after = await developer.client.call("GET", "/api/me/client-sign-ins");
    expect(after.text).not.toContain("authorization_code");
  });

  test(`${cli.name} signs in by --sso-session and by aws configure sso where [default] names the addresses`, async ({
    page,
    portal,
    front,
    sandbox,
    developer,
    signInAs,
  }) => {
    test.skip(!existsSync(script), `no ${script} on this machine`);
    test.setTimeout(120_000);
    await signInAs(developer.client);
    await page.goto("/terminal");
    await page.getByRole("checkbox", { name: /Also write \[default\]/ }).check();
    await home.install(page);
    const session = /^\[sso-session ([^\]]+)\]/m.exec(home.config())?.[1] ?? "";
    const mine = { HOME: home.folder, ...trusting(front) };
    const env = { ...home.env(), ...mine, AWS_PAGER: "", AWS_EC2_METADATA_DISABLED: "true", TERM: "dumb" };

    const waiting = startLogin(cli, ["--sso-session", session], env);
    await allowInBrowser(page, portal.url, waiting);
    expect(await waiting.ended, waiting.said()).toBe(0);
    expect((await whoIs(cli, sandbox.url, mine)).arn).toContain(developer.email);
    await run(cli.program, ["sso", "logout"], { env });

    // It asks on a terminal, and Enter takes the first of each list, once that is there.
    const command = `${cli.program} configure sso --no-browser --profile made`;
    const asked = startWaiting(script, ["-qefc", command, "/dev/null"], env, [
      [/session name[^:]*: /i, `${session}\r`],
      [/There are \d+ AWS accounts[\s\S]*> \S/, "\r"],
      [/There are \d+ roles[\s\S]*> \S/, "\r"],
      [/client region[^:]*: /i, "eu-west-1\r"],
      [/output format[^:]*: /i, "json\r"],
    ]);
    await allowInBrowser(page, portal.url, asked);
    expect(await asked.ended, asked.said()).toBe(0);
    expect(home.config()).toMatch(/\n\[profile made\]\nsso_session = /);
    const names = ["sso_account_id", "sso_role_name"].map(
      (name) => new RegExp(`\\[profile made\\][^[]*${name} = (.*)`).exec(home.config())?.[1],
    );
    await run(cli.program, ["configure", "set", "services", `${session}-portal`, "--profile", "made"], {
      env,
    });
    const said = await whoIs(cli, sandbox.url, { ...mine, AWS_PROFILE: "made" });
    expect(said.arn).toBe(`arn:aws:sts::${names[0]}:assumed-role/${names[1]}/${developer.email}`);
  });
}

test("a start URL leads where newer CLIs accept it, whatever way it is written", async ({
  portal,
  request,
}) => {
  for (const path of ["/start", "/start/", "/start?x=1"]) {
    const answer = await request.head(`${portal.url}${path}`, { maxRedirects: 0 });
    expect([answer.status(), answer.headers()["location"]]).toEqual([
      302,
      "https://identitycenter.amazonaws.com/localhost",
    ]);
  }
});

import { type Answer, escapeMarkup, plain } from "./answer.ts";

export type ConsoleView = {
  accountId: string;
  accountName: string;
  roleName: string;
  sessionName: string;
  sourceIdentity: string | undefined;
  partition: string;
  region: string;
  destination: string;
  issuer: string | undefined;
  /** Epoch seconds. */
  expiresAt: number;
  nowMs: number;
};

/** The page that stands for the AWS console. Every fact is reachable by its test id. */
export function consolePage(view: ConsoleView): Answer {
  const facts: [string, string, string][] = [
    ["account", "Account", `${view.accountName} (${view.accountId})`],
    ["role", "Role", view.roleName],
    ["session-name", "Session name", view.sessionName],
    ["source-identity", "Source identity", view.sourceIdentity ?? "not set"],
    ["region", "Region", view.region],
    ["partition", "Partition", view.partition],
    ["destination", "Destination", view.destination],
  ];
  const seconds = Math.max(0, view.expiresAt - Math.floor(view.nowMs / 1000));
  const rows = facts.map(
    ([id, label, value]) => `<dt>${label}</dt><dd data-testid="${id}">${escapeMarkup(value)}</dd>`,
  );
  const back =
    view.issuer === undefined ? "" : link(view.issuer, `Back to ${new URL(view.issuer).host}`, "issuer");
  const again = view.issuer === undefined ? "" : ` ${link(view.issuer, "Log in again", "log-in-again")}`;
  return page(
    200,
    `Sandbox console · ${view.accountName}`,
    `<header><p class="brand">Sandbox console</p><p data-testid="identity">${escapeMarkup(`${view.roleName}/${view.sessionName} @ ${view.accountId}`)}</p></header>
<main data-account-id="${view.accountId}" data-region="${escapeMarkup(view.region)}">
<h1>You are signed in</h1>
<p>This page stands for the AWS console. Nothing here is real AWS.</p>
<p id="expired" role="alert" hidden>Your session has expired.${again}</p>
<dl>${rows.join("")}<dt>Time left</dt><dd data-testid="time-left" id="time-left" data-seconds="${seconds}">${timeLeft(seconds)}</dd></dl>
<p>${back}</p>
</main>
<script src="/federation/console.js" defer></script>`,
  );
}

/** What AWS shows for a link that no longer works: a sentence, and the way back to the issuer. */
export function signinFailedPage(title: string, text: string, issuer: string | undefined): Answer {
  const again =
    issuer === undefined
      ? ""
      : `<p>To open the console again, ${link(issuer, "click here to log in", "log-in-again")}.</p>`;
  return page(
    400,
    title,
    `<header><p class="brand">Sandbox console</p></header>
<main><h1>${escapeMarkup(title)}</h1><p>${escapeMarkup(text)}</p>${again}</main>`,
  );
}

/** The style sheet and the script of the page, or undefined for other paths. */
export function consoleAsset(path: string): Answer | undefined {
  if (path === "/federation/console.css") return asset("text/css; charset=utf-8", STYLE);
  if (path === "/federation/console.js") return asset("text/javascript; charset=utf-8", SCRIPT);
  return undefined;
}

function asset(type: string, body: string): Answer {
  return { ...plain(200, body), headers: { "content-type": type, "x-content-type-options": "nosniff" } };
}

function page(status: number, title: string, body: string): Answer {
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; img-src data:; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
    body: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/federation/console.css"></head>
<body>
${body}
</body></html>
`,
  };
}

function link(url: string, text: string, testId: string): string {
  return `<a href="${escapeMarkup(url)}" rel="noreferrer" data-testid="${testId}">${escapeMarkup(text)}</a>`;
}

function timeLeft(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

const SCRIPT = `const field = document.getElementById("time-left");
const end = Date.now() + Number(field.dataset.seconds) * 1000;
function tick() {
  const seconds = Math.max(0, Math.round((end - Date.now()) / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  field.textContent = hours > 0 ? hours + " h " + minutes + " min" : minutes + " min " + (seconds % 60) + " s";
  if (seconds > 0) setTimeout(tick, 1000);
  else document.getElementById("expired").hidden = false;
}
tick();
`;

const STYLE = `:root { color-scheme: light dark; --ink: #16191f; --soft: #545b64; --line: #d5dbdb; --ground: #fafafa; --link: #0552b5; }
@media (prefers-color-scheme: dark) { :root { --ink: #eaeded; --soft: #aab7b8; --line: #414d5c; --ground: #0f1b2a; --link: #75b5ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2rem; padding: .75rem 1.5rem; color: #fff; background: #232f3e; }
header p { margin: 0; overflow-wrap: anywhere; }
.brand { font-weight: 700; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
dl { display: grid; grid-template-columns: max-content 1fr; border-top: 1px solid var(--line); }
dt, dd { margin: 0; padding: .6rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
dt { padding-right: 2rem; color: var(--soft); }
a { color: var(--link); }
[role="alert"] { padding: .75rem 1rem; border-left: 4px solid #d13212; background: color-mix(in srgb, #d13212 12%, transparent); }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { padding-bottom: 0; border: 0; } dd { padding-top: 0; } }
`;

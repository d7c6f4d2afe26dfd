import {
  believed,
  callbackUrls,
  cookieNames,
  cookieValues,
  fields,
  jsonTexts,
  origins,
  paths,
  strange,
  types,
} from "./malformed-material.ts";
import type { RawRequest } from "./raw-request.ts";

export type MalformedRequest = RawRequest & { spoilt: string[] };

type Plan = {
  seed: number;
  count: number;
  method: string;
  paths: readonly string[];
  origin: string;
  cookie: string;
};

type Draft = {
  method: string;
  path: string;
  headers: string[];
  body: Buffer | undefined;
  /** How the body's length is told. */
  framing: "length" | "chunked" | "none" | "longer";
};

type Random = { below: (most: number) => number; pick: <T>(from: readonly [T, ...T[]]) => T };

/** Requests that are each spoilt in one to three ways. The same seed gives the same requests. */
export function malformedRequests(plan: Plan): MalformedRequest[] {
  const random = randomFrom(plan.seed);
  return Array.from({ length: plan.count }, () => {
    const draft = sound(plan, random);
    const spoilt: string[] = [];
    for (let times = 1 + random.below(3); times > 0; times -= 1) {
      const [name, spoil] = random.pick(spoilers);
      spoil(draft, random, plan);
      spoilt.push(name);
    }
    return finish(draft, spoilt);
  });
}

/** mulberry32: small, seeded, good enough to choose with. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { below, pick: (from) => from[below(from.length)] ?? from[0] };
}

function sound({ method, paths, origin, cookie }: Plan, random: Random): Draft {
  const [first = "/", ...rest] = paths;
  return {
    method,
    path: random.pick([first, ...rest]),
    headers: [
      `Host: ${new URL(origin).host}`,
      `Origin: ${origin}`,
      ...(random.below(3) > 0 ? [`Cookie: ${cookie}`] : []),
      ...(method === "GET" ? [] : ["Content-Type: application/json"]),
    ],
    body: method === "GET" ? undefined : Buffer.from("{}"),
    framing: "length",
  };
}

function finish(draft: Draft, spoilt: string[]): MalformedRequest {
  const { method, path, framing } = draft;
  const headers = [...draft.headers, "Connection: close"];
  const sent = draft.body ?? Buffer.alloc(0);
  const has = sent.length > 0 || framing !== "length";
  if (has && framing === "length") headers.push(`Content-Length: ${sent.length}`);
  if (framing === "longer") headers.push(`Content-Length: ${sent.length + 500}`);
  if (framing === "chunked") headers.push("Transfer-Encoding: chunked");
  const body =
    framing === "chunked"
      ? Buffer.concat([Buffer.from(`${sent.length.toString(16)}\r\n`), sent, Buffer.from("\r\n0\r\n\r\n")])
      : sent;
  // A sender whose body may be shorter than it says ends it: waiting for the rest would be its own doing.
  const framed = draft.headers.some((line) => /^(content-length|transfer-encoding)/i.test(line));
  return { method, path, headers, body, spoilt, cutShort: framing === "longer" || framed };
}

const withBody = (draft: Draft, body: string | Buffer) => {
  draft.body = typeof body === "string" ? Buffer.from(body) : body;
  if (draft.method === "GET") draft.framing = "length";
};
const drop = (draft: Draft, name: string) => {
  draft.headers = draft.headers.filter((line) => !line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
};
const replace = (draft: Draft, name: string, value: string) => {
  drop(draft, name);
  draft.headers.push(`${name}: ${value}`);
};

type Spoiler = readonly [name: string, spoil: (draft: Draft, random: Random, plan: Plan) => void];

const spoilers: readonly [Spoiler, ...Spoiler[]] = [
  [
    "strange fields",
    (draft, { pick, below }) => {
      const entries = Array.from({ length: 1 + below(4) }, () => [pick(fields), pick(strange)]);
      withBody(draft, JSON.stringify(Object.fromEntries(entries)));
    },
  ],
  [
    "strange form",
    (draft, { pick, below }) => {
      const entries = Array.from({ length: 1 + below(4) }, () => [
        pick(fields),
        JSON.stringify(pick(strange)),
      ]);
      replace(draft, "Content-Type", "application/x-www-form-urlencoded");
      withBody(
        draft,
        new URLSearchParams(entries.map(([name = "", value = ""]) => [name, value])).toString(),
      );
    },
  ],
  ["bad JSON", (draft, { pick }) => withBody(draft, pick(jsonTexts))],
  [
    "bad UTF-8",
    (draft) => withBody(draft, Buffer.from([0x7b, 0x22, 0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x7d])),
  ],
  [
    "random bytes",
    (draft, { below }) => withBody(draft, Buffer.from(Array.from({ length: below(300) }, () => below(256)))),
  ],
  ["over 64 kB", (draft) => withBody(draft, `{"a":"${"x".repeat(66_000)}"}`)],
  [
    "over 64 kB in chunks",
    (draft) => {
      withBody(draft, `{"a":"${"x".repeat(70_000)}"}`);
      draft.framing = "chunked";
    },
  ],
  [
    "chunked",
    (draft) => {
      draft.framing = "chunked";
    },
  ],
  [
    "cut short",
    (draft) => {
      draft.framing = "longer";
    },
  ],
  [
    "body without length",
    (draft) => {
      draft.framing = "none";
    },
  ],
  ["content type", (draft, { pick }) => replace(draft, "Content-Type", pick(types))],
  ["no content type", (draft) => drop(draft, "Content-Type")],
  ["one cookie", (draft, { pick }) => replace(draft, "Cookie", `${pick(cookieNames)}=${pick(cookieValues)}`)],
  [
    "many cookies",
    (draft, { pick, below }) => {
      const count = 1 + below(20);
      const pairs = Array.from({ length: count }, () => `${pick(cookieNames)}=${pick(cookieValues)}`);
      draft.headers.push(`Cookie: ${pairs.join("; ").slice(0, 8000)}`);
    },
  ],
  [
    "cookie chunks",
    (draft, { below }) => {
      const name = below(2) === 0 ? "genkan.sign-in" : "next-auth.session-token";
      const chunks = Array.from({ length: 30 }, (_, at) => `${name}.${at}=${"x".repeat(below(200))}`);
      draft.headers.push(`Cookie: ${chunks.join("; ")}`);
    },
  ],
  ["origin", (draft, { pick }) => replace(draft, "Origin", pick(origins))],
  ["no origin", (draft) => drop(draft, "Origin")],
  ["believed header", (draft, { pick }) => draft.headers.push(pick(believed))],
  [
    "believed headers",
    (draft, { pick, below }) => {
      for (let times = 1 + below(6); times > 0; times -= 1) draft.headers.push(pick(believed));
    },
  ],
  [
    "host",
    (draft, { pick }) =>
      replace(draft, "Host", pick(["", "evil.example", "[", "localhost:1", "a b", "127.0.0.1:0", "%"])),
  ],
  [
    "callbackUrl",
    (draft, { pick }) => {
      draft.path += `?callbackUrl=${pick([encodeURIComponent(pick(callbackUrls)), pick(callbackUrls).replaceAll(" ", "")])}`;
    },
  ],
  [
    "query",
    (draft, { pick }) => {
      draft.path += pick([
        "?%",
        "?a=%zz",
        "?a[]=1&a[b]=2&__proto__=x",
        "?error=%00&error=x",
        "?csrf=true&json=true",
        `?${"a=1&".repeat(1500)}`,
        "?_rsc=x",
        "?nextauth=a&nextauth=b",
        "?from=x&to=y&limit=-1&before=1e999",
        "?limit=999999999&event=nonsense",
        "?code=x&state=y&iss=z",
        "?q=%ff",
        "?region=x&destination=javascript:1&duration=NaN",
        `?${"x".repeat(9000)}`,
        "??",
      ]);
    },
  ],
  [
    "path",
    (draft, { pick }) => {
      draft.path = pick(paths);
    },
  ],
  [
    "path segment",
    (draft, { pick }) => {
      const segment = pick([
        "%00",
        "..",
        "%2e%2e",
        "%",
        "%ff",
        "x".repeat(3000),
        "%0d%0a",
        "null",
        "-1",
        "%F0%9F%98%80",
      ]);
      draft.path = draft.path.replace(/[^/]+$/, segment);
    },
  ],
  [
    "method",
    (draft, { pick }) => {
      draft.method = pick([
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "FOO",
        "get",
        "HEAD",
        "OPTIONS",
        "QUERY",
        "PUT",
        "M-SEARCH",
        "PURGE",
      ]);
    },
  ],
  [
    "long header",
    (draft, { pick }) => draft.headers.push(`X-Long: ${"x".repeat(pick([2000, 7000, 20_000]))}`),
  ],
  [
    "many headers",
    (draft) => {
      for (let at = 0; at < 150; at += 1) draft.headers.push(`X-Many-${at}: ${at}`);
    },
  ],
  [
    "smuggling",
    (draft, { pick }) => {
      draft.headers.push(
        pick([
          "Content-Length: 4",
          "Transfer-Encoding: xchunked",
          "Transfer-Encoding: chunked",
          "Content-Length: 2\r\nContent-Length: 9",
        ]),
      );
    },
  ],
];

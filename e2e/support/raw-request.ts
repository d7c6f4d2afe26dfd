import { connect } from "node:net";

/** What came back over a bare socket. Status 0: the server closed without an answer. */
export type RawAnswer = { status: number; head: string; body: string; ms: number };

export type RawRequest = {
  method: string;
  path: string;
  /** Lines of `name: value`, sent as they are, in this order; duplicates stay. */
  headers: readonly string[];
  body?: Buffer;
  /** Ends the sending side after the body, which is then shorter than it said. */
  cutShort?: boolean;
};

const patienceMs = 15_000;

/** Sends bytes exactly as given, which no HTTP client would, and reads until the server closes. */
export function rawRequest(url: string, request: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const startedAt = performance.now();
  const head = `${request.method} ${request.path} HTTP/1.1\r\n${request.headers.map((line) => `${line}\r\n`).join("")}\r\n`;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const chunks: Buffer[] = [];
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(chunks).toString();
      const at = text.indexOf("\r\n\r\n");
      resolve({
        status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
        head: at < 0 ? text : text.slice(0, at),
        body: at < 0 ? "" : text.slice(at + 4),
        ms: performance.now() - startedAt,
      });
    };
    const timer = setTimeout(finish, patienceMs);
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.once("end", finish);
    socket.once("error", finish);
    // latin1 keeps every byte of a path or header as it was written.
    socket.write(Buffer.from(head, "latin1"));
    if (request.body) socket.write(request.body);
    if (request.cutShort) socket.end();
  });
}

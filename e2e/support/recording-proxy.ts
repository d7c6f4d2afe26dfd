import { createServer, type IncomingHttpHeaders, request as send } from "node:http";

/** One request of a client and what it was answered. */
export type Exchange = {
  method: string;
  /** With the query. */
  path: string;
  requestHeaders: IncomingHttpHeaders;
  requestBody: string;
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
};

export type RecordingProxy = { url: string; exchanges: Exchange[]; close: () => Promise<void> };

/** Stands before the portal as a proxy does, passes everything on as it is, and keeps what went both ways. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => {
    const asked: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => asked.push(chunk));
    incoming.on("end", () => {
      const requestBody = Buffer.concat(asked);
      const { method = "", url = "" } = incoming;
      // Plain text, so that it can be read here.
      const headers = { ...incoming.headers, host: new URL(target).host, "accept-encoding": "identity" };
      const onward = send(target + url, { method, headers }, (answer) => {
        const got: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => got.push(chunk));
        answer.on("end", () => {
          const body = Buffer.concat(got);
          exchanges.push({
            method,
            path: url,
            requestHeaders: incoming.headers,
            requestBody: requestBody.toString(),
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: body.toString(),
          });
          const { "transfer-encoding": _, ...passed } = answer.headers;
          outgoing.writeHead(answer.statusCode ?? 502, { ...passed, "content-length": String(body.length) });
          outgoing.end(body);
        });
      });
      onward.on("error", () => outgoing.destroy());
      onward.end(requestBody);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

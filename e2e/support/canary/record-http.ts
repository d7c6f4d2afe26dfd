import { createServer, type IncomingMessage, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** One request and its answer as they went over the wire; bodies are text. */
export type Exchange = { method: string; path: string; asked: string; answered: string };

export type HttpRecorder = { url: string; exchanges: readonly Exchange[]; close: () => Promise<void> };

/** Stands before a server on this machine, passes everything on as it is, and keeps what it saw. */
export async function recordHttp(target: string): Promise<HttpRecorder> {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    try {
      const { method = "GET", url: path = "/", headers } = request;
      const asked = await read(request);
      // With the Host that was signed.
      const passed = send(target, { method, path, headers });
      const answer = await new Promise<IncomingMessage>((resolve, reject) =>
        passed.once("response", resolve).once("error", reject).end(asked),
      );
      const answered = await read(answer);
      exchanges.push({ method, path, asked: asked.toString(), answered: answered.toString() });
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

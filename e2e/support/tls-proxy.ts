import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request as send } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** A reverse proxy with TLS and a certificate of its own. */
export type TlsProxy = {
  url: string;
  /** The file of the certificate, for clients to trust. */
  certificate: string;
  /** What was asked, with the query, since the start. */
  asked: string[];
  close: () => Promise<void>;
};

/** What makes the certificate. */
const openssl = "/usr/bin/openssl";
export const hasOpenssl = existsSync(openssl);

/** Stands before a portal as docs/deploy.md wants it, at https://localhost. */
export async function startTlsProxy(portalPort: number): Promise<TlsProxy> {
  const folder = mkdtempSync(join(tmpdir(), "genkan-tls-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  await promisify(execFile)(openssl, [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
    // Python refuses an authority without it.
    ...["-addext", "keyUsage=critical,digitalSignature,keyCertSign"],
    ...["-keyout", key, "-out", certificate],
  ]);
  const asked: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) });
  server.on("request", (incoming, outgoing) => {
    const { method = "", url = "", socket } = incoming;
    asked.push(`${method} ${url}`);
    const headers = { ...incoming.headers, "x-forwarded-for": socket.remoteAddress ?? "" };
    const onward = send({ host: "127.0.0.1", port: portalPort, path: url, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return {
    url: `https://localhost:${address.port}`,
    certificate,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

import { createServer } from "node:http";
import { discoveryDocument } from "#lib/issuer/discovery-document.ts";
import { publishedKeys } from "#lib/issuer/published-keys.ts";

/** The issuer's two documents at an address of their own, as somebody may publish them. */
export async function publishIssuer(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const address = `http://${request.headers.host}`;
    const answer = request.url?.includes("openid-configuration")
      ? { ...discoveryDocument(), issuer: address, jwks_uri: `${address}/.well-known/jwks.json` }
      : await publishedKeys();
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(answer));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the issuer listens on no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((done) => void server.close(() => done())),
  };
}

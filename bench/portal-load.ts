// The portal's issue path as a program uses it: one POST over a kept connection, with a sign-in cookie.
import { Agent, request } from "node:http";
import { obeyOrders } from "./load-process.ts";

const { PORTAL_URL = "", ROLE_ID = "", COOKIE = "" } = process.env;
const body = JSON.stringify({ durationSeconds: 3600 });
const options = {
  method: "POST",
  agent: new Agent({ keepAlive: true }),
  headers: {
    Origin: PORTAL_URL,
    Cookie: COOKIE,
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
  },
};

obeyOrders(
  () =>
    new Promise<void>((resolve, reject) => {
      const sent = request(`${PORTAL_URL}/api/roles/${ROLE_ID}/credentials`, options, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => {
          if (response.statusCode === 200 && text.includes('"secretAccessKey"')) resolve();
          else reject(new Error(`the portal answered ${response.statusCode}: ${text.slice(0, 200)}`));
        });
      });
      sent.on("error", reject);
      sent.end(body);
    }),
);

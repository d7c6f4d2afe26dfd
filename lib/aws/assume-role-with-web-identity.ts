import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { askSts } from "./ask-sts.ts";
import { type RoleAsked, roleParameters } from "./assume-role.ts";
import { checkStsReply, type RoleSession } from "./check-sts-reply.ts";
import { stsClientSettings, stsRegion } from "./sts-client.ts";
import { watchClock } from "./watch-clock.ts";

export type AssumeRoleWithWebIdentityInput = RoleAsked & {
  /** The signed identity token; tags and SourceIdentity are claims of it. */
  token: string;
  /** Who signed it, to be named in a refusal. */
  issuer: string;
};

const clients = new Map<string, STSClient>();

/**
 * Assumes a role with an identity token. Nothing is signed with AWS keys, and none are looked for.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 * @throws AppError whose code is AWS's no (`aws_…`), or `portal_busy`
 */
export function assumeRoleWithWebIdentity(input: AssumeRoleWithWebIdentityInput): Promise<RoleSession> {
  return askSts(input.deadline, { roleArn: input.roleArn, issuer: input.issuer }, async () => {
    const command = new AssumeRoleWithWebIdentityCommand({
      ...roleParameters(input),
      WebIdentityToken: input.token,
    });
    const reply = await keylessClient(stsRegion(input.partition)).send(command, {
      abortSignal: input.deadline,
    });
    return checkStsReply(reply, input);
  });
}

function keylessClient(region: string): STSClient {
  let client = clients.get(region);
  if (!client) {
    client = new STSClient({
      ...stsClientSettings,
      region,
      // Without this the SDK would look for credentials of the server as soon as it thought that it needed some.
      credentials: () => Promise.reject(new Error("a web identity needs no AWS credentials")),
    });
    watchClock(client);
    clients.set(region, client);
  }
  return client;
}

// The bare call: AssumeRole by the AWS SDK in a loop, with one client, as any script would make it.
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { obeyOrders } from "./load-process.ts";

const client = new STSClient({});

obeyOrders(async () => {
  const { Credentials } = await client.send(
    new AssumeRoleCommand({
      RoleArn: process.env["ROLE_ARN"],
      RoleSessionName: "dev@nimbus.example",
      SourceIdentity: "dev@nimbus.example",
      DurationSeconds: 3600,
    }),
  );
  if (!Credentials?.SecretAccessKey) throw new Error("STS answered without credentials");
});

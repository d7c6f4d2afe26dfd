// Prints GetCallerIdentity as the AWS SDK's default provider chain sees it. usage: who-am-i.ts ENDPOINT
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const [endpoint = ""] = process.argv.slice(2);
const client = new STSClient({ endpoint });
const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
process.stdout.write(`${JSON.stringify({ Account, Arn, Region: await client.config.region() })}\n`);

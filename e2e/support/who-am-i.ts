// Prints GetCallerIdentity as the AWS SDK sees it. usage: who-am-i.ts ENDPOINT [PROVIDER]
// Without a provider's name its default chain looks for credentials.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromContainerMetadata, fromHttp, fromProcess, fromSSO } from "@aws-sdk/credential-providers";

const providers = { fromContainerMetadata, fromHttp, fromProcess, fromSSO };

const [endpoint = "", name] = process.argv.slice(2);
const provider = Object.entries(providers).find(([known]) => known === name)?.[1];
if (name !== undefined && provider === undefined) throw new Error(`no provider ${name}`);
const client = new STSClient({ endpoint, ...(provider && { credentials: provider({}) }) });
const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
process.stdout.write(`${JSON.stringify({ Account, Arn, Region: await client.config.region() })}\n`);

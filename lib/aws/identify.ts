import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { AppError } from "#lib/errors.ts";
import { askSts } from "./ask-sts.ts";
import { type AwsSource, type CallerIdentity, isChaining } from "./aws-source.ts";
import { requireCredentials } from "./source-credentials.ts";
import { type SourceMemory, sourceMemory } from "./source-memory.ts";
import { homeRegion, withStsClient } from "./sts-client.ts";
import { withinDeadline } from "./within-deadline.ts";

/** Milliseconds for which an answer is remembered. */
const rememberMs = { known: 60_000, unknown: 10_000 };
/** Milliseconds after which AWS is given up, whoever waits. */
const giveUpMs = 6000;
const chainingWaitMs = 2000;

type Remembered<T> = { answer: Promise<T>; until: number; settled?: { value: T } };
const identities = sourceMemory<Remembered<CallerIdentity>>();
const chaining = sourceMemory<Remembered<Chaining>>();

/** `sure` is false for what AWS has not said itself. */
type Chaining = { chaining: boolean | null; sure: boolean };

/**
 * Who AWS says a source is. A shared source's answer is remembered for a minute, a refusal for ten seconds.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 * @throws AppError AWS's no as `aws_…`, and what `requireCredentials` throws
 */
export function identify(source: AwsSource, deadline: AbortSignal): Promise<CallerIdentity> {
  return withinDeadline(
    remembered(
      identities,
      source,
      () => ask(source),
      () => true,
    ),
    deadline,
  );
}

/** Asks AWS anew the next time: a source was changed. */
export function forgetIdentity(source: AwsSource): void {
  identities.forget(source);
  chaining.forget(source);
}

/**
 * Whether STS caps at one hour what is assumed with a source, since it is itself a role session. Null when there are
 * no credentials at this moment, or none within two seconds. Where only AWS's word is missing, a session token counts
 * as one of a role. Remembered as an identity is, for a page asks it for every view.
 */
export async function sourceIsChaining(source: AwsSource): Promise<boolean | null> {
  if (source.kind === "access_key") return false;
  if (source.kind === "session") return kindOf(source.arn) === "role_session";
  const question = () => askChaining(source);
  return (await remembered(chaining, source, question, (answer) => answer.sure)).chaining;
}

/** What `sourceIsChaining` would answer without asking anybody; undefined when it would have to. */
export function chainingKnown(source: AwsSource): boolean | null | undefined {
  if (source.kind === "access_key") return false;
  const entry = chaining.peek(source);
  return entry && Date.now() < entry.until ? entry.settled?.value.chaining : undefined;
}

async function askChaining(source: AwsSource): Promise<Chaining> {
  const deadline = AbortSignal.timeout(chainingWaitMs);
  try {
    const { sessionToken } = await requireCredentials(source, deadline);
    if (sessionToken === undefined) return { chaining: false, sure: true };
  } catch {
    return { chaining: null, sure: false };
  }
  return identify(source, deadline).then(
    (identity) => ({ chaining: isChaining(identity), sure: true }),
    () => ({ chaining: true, sure: false }),
  );
}

async function ask(source: AwsSource): Promise<CallerIdentity> {
  const deadline = AbortSignal.timeout(giveUpMs);
  const { sessionToken } = await requireCredentials(source, deadline);
  return askSts(deadline, {}, async () => {
    const call = { source, region: await homeRegion(source), attempts: 2 as const };
    const reply = await withStsClient(call, (client) =>
      client.send(new GetCallerIdentityCommand({}), { abortSignal: deadline }),
    );
    return readIdentity(reply.Arn ?? "", sessionToken !== undefined);
  });
}

function readIdentity(arn: string, temporary: boolean): CallerIdentity {
  const [, partition = "", , , accountId = ""] = arn.split(":");
  const kind = kindOf(arn);
  if (!kind) throw new AppError("aws_reply_invalid", "AWS STS answered, but without saying who that is.");
  return { arn, accountId, partition, kind, temporary };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
function kindOf(arn: string): CallerIdentity["kind"] | null {
  const shape = /^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?<kind>root$|user\/|assumed-role\/|federated-user\/)/;
  switch (shape.exec(arn)?.groups?.["kind"]) {
    case "root":
      return "root";
    case "user/":
      return "user";
    case "assumed-role/":
      return "role_session";
    case "federated-user/":
      return "federated_user";
    default:
      return null;
  }
}

/** One question at a time for each shared source, and its answer for a while. */
function remembered<T>(
  memory: SourceMemory<Remembered<T>>,
  source: AwsSource,
  question: () => Promise<T>,
  isSure: (answer: T) => boolean,
): Promise<T> {
  const make = (): Remembered<T> => {
    const entry: Remembered<T> = { answer: question(), until: Number.POSITIVE_INFINITY };
    const rememberFor = (ms: number) => {
      entry.until = Date.now() + ms;
    };
    entry.answer.then(
      (value) => {
        entry.settled = { value };
        rememberFor(isSure(value) ? rememberMs.known : rememberMs.unknown);
      },
      () => rememberFor(rememberMs.unknown),
    );
    return entry;
  };
  const entry = memory.of(source, make);
  if (Date.now() < entry.until) return entry.answer;
  memory.forget(source);
  return memory.of(source, make).answer;
}

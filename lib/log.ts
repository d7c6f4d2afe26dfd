/** One JSON line an event on standard output. Fields are typed and few, so that nothing secret can ride along. */
export type LogFields = {
  event: string;
  requestId?: string;
  viewerId?: string;
  roleArn?: string;
  outcome?: string;
  code?: string;
  ms?: number;
  method?: string;
  path?: string;
  status?: number;
  awsRequestId?: string;
  errorName?: string;
  sequence?: number;
  hash?: string;
  detail?: string;
};

/** Writes one line. `errorName` is a class name, never a message or an object. */
export function log(fields: LogFields): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...fields })}\n`);
}

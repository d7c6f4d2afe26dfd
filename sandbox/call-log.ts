/** One call of STS, IAM or Organizations as it was asked and answered. Never a secret: see `SHOWN` for the parameters that are kept. */
export type Call = {
  time: string;
  requestId: string;
  action: string;
  callerArn: string | undefined;
  params: Record<string, string>;
  /** "ok", AWS's error code, or "fault:…" when a fault answered instead. */
  outcome: string;
};

export type CallLog = { add(call: Call): void; list(): Call[]; clear(): void };

const KEPT = 500;
const SHOWN =
  /^(Action|RoleArn|RoleName|PathPrefix|ParentId|ResourceId|RoleSessionName|DurationSeconds|ExternalId|SourceIdentity|SerialNumber|ProviderId|Policy|PolicyArns\..+|Tags\..+|TransitiveTagKeys\..+)$/;

export function createCallLog(): CallLog {
  let calls: Call[] = [];
  return {
    add(call) {
      calls.push(call);
      if (calls.length > KEPT * 2) calls = calls.slice(-KEPT);
    },
    list: () => calls.slice(-KEPT),
    clear() {
      calls = [];
    },
  };
}

/** The parameters worth showing: by allow-list, so that no token or code is ever kept. */
export function shownParams(form: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...form].filter(([name]) => SHOWN.test(name)));
}

/**
 * Where credentials come from, ready to be used: what a credential source of the database becomes for one request.
 * The kinds up to `access_key` belong to the portal and are shared; a `session` is one person's own.
 */
export type AwsSource =
  | { kind: "default" }
  | { kind: "environment" }
  | { kind: "instance_metadata" }
  | { kind: "container" }
  | { kind: "profile"; profile: string }
  | { kind: "access_key"; accessKeyId: string; secretAccessKey: string }
  | {
      kind: "session";
      accessKeyId: string;
      secretAccessKey: string;
      sessionToken: string;
      /** The identity's ARN, where it is known without asking. */
      arn: string;
    };

/** Who AWS says that credentials are. */
export type CallerIdentity = {
  arn: string;
  /** Twelve digits. */
  accountId: string;
  partition: string;
  kind: "user" | "role_session" | "federated_user" | "root";
  /** Whether the credentials have a session token. */
  temporary: boolean;
};

/** Whether STS caps what is assumed with these credentials at one hour: only for role sessions. */
export function isChaining(identity: CallerIdentity): boolean {
  return identity.kind === "role_session";
}

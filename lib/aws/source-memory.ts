import { createHash } from "node:crypto";
import type { AwsSource } from "./aws-source.ts";

/** Owners make few sources; a rotated key's entry leaves when this many newer ones have come. */
const mostRemembered = 200;

/** What is kept for each shared source. One person's own session is never in it. */
export type SourceMemory<T> = {
  /** What is kept, made now if there is nothing yet. For a `session` it is made anew each time. */
  of: (source: AwsSource, make: () => T) => T;
  peek: (source: AwsSource) => T | undefined;
  forget: (source: AwsSource) => void;
};

export function sourceMemory<T>(): SourceMemory<T> {
  const kept = new Map<string, T>();
  return {
    of(source, make) {
      const key = sourceKey(source);
      if (key === null) return make();
      const known = kept.get(key);
      if (known !== undefined) return known;
      const made = make();
      kept.set(key, made);
      const [oldest] = kept.keys();
      if (kept.size > mostRemembered && oldest !== undefined) kept.delete(oldest);
      return made;
    },
    peek(source) {
      const key = sourceKey(source);
      return key === null ? undefined : kept.get(key);
    },
    forget(source) {
      const key = sourceKey(source);
      if (key !== null) kept.delete(key);
    },
  };
}

/** What tells a shared source from another: never a secret itself. Null for one person's own session. */
export function sourceKey(source: AwsSource): string | null {
  switch (source.kind) {
    case "session":
      return null;
    case "profile":
      return `profile ${source.profile}`;
    case "access_key":
      return `access_key ${source.accessKeyId} ${createHash("sha256").update(source.secretAccessKey).digest("base64url")}`;
    default:
      return source.kind;
  }
}

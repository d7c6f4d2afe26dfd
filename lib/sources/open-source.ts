import type { AwsSource } from "#lib/aws/aws-source.ts";
import { AppError } from "#lib/errors.ts";
import { openAccessKey } from "./sealed-key.ts";

/** The columns of a source that its credentials come from. */
export type OpenableSource = { id: string; kind: string; profile: string | null; sealedKey: string | null };

/**
 * The AWS credentials that a source stands for. A role and a web identity stand for none: they are assumed.
 * @throws AppError `sealed_secret_unreadable`; `source_not_found` for an access key that was removed
 */
export function openSource({ id, kind, profile, sealedKey }: OpenableSource): AwsSource {
  switch (kind) {
    case "default":
    case "environment":
    case "instance_metadata":
    case "container":
      return { kind };
    case "profile":
      if (profile === null) throw new Error("a source of kind profile names no profile");
      return { kind, profile };
    case "access_key":
      if (sealedKey === null) throw new AppError("source_not_found", "There is no such credential source.");
      return { kind, ...openAccessKey(id, sealedKey) };
    default:
      throw new Error(`a source of kind ${kind} has no credentials of its own`);
  }
}

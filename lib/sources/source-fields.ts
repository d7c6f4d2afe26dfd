import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import type { AccessKey } from "./sealed-key.ts";
import { signingAlgorithms } from "./source-view.ts";

/** The name of a source: one line of 1 to 60 characters. */
export const SourceName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => !/\p{Cc}/u.test(text), "must not contain control characters");

export const ProfileName = z.string().min(1).max(200);
export const RoleId = z.string().min(1).max(100);
export const MfaSerial = z.string().trim().max(300);
export const IssuerUrl = z.string().trim().max(2000);
export const Audience = z.string().max(1000);
export const Algorithm = z.enum(signingAlgorithms);
/** Both halves of an access key, of any shape; `checkAccessKey` says which are right. */
export const accessKeyFields = { accessKeyId: z.string().max(1000), secretAccessKey: z.string().max(1000) };

/** A name without regard to letter case and to how its characters are composed. */
export function nameKeyOf(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/**
 * The access key of an IAM user, as pasted: white space around it is not part of it.
 * @throws AppError `access_key_malformed`
 */
export function checkAccessKey(given: AccessKey): AccessKey {
  const accessKeyId = given.accessKeyId.trim();
  const secretAccessKey = given.secretAccessKey.trim();
  if (/^AKIA[A-Z0-9]{12,124}$/.test(accessKeyId) && /^[\x21-\x7e]{16,128}$/.test(secretAccessKey))
    return { accessKeyId, secretAccessKey };
  throw accessKeyMalformed();
}

/** The refusal of what is not an IAM user's access key. */
export function accessKeyMalformed(): AppError {
  return new AppError(
    "access_key_malformed",
    "That is not the access key of an IAM user: an id of AKIA and 12 to 124 capitals and digits, and its secret.",
  );
}

/**
 * The serial number of an MFA device, or null for none.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 * @throws AppError `mfa_serial_malformed`
 */
export function checkMfaSerial(serial: string | null): string | null {
  if (serial === null || serial === "") return null;
  if (/^[\w+=/:,.@-]{9,256}$/.test(serial)) return serial;
  throw new AppError(
    "mfa_serial_malformed",
    "An MFA serial number has 9 to 256 letters, digits or +=/:,.@_-",
  );
}

/**
 * An audience as tokens carry it and IAM's provider lists it.
 * @throws AppError `audience_malformed`
 */
export function checkAudience(audience: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(audience)) return audience;
  throw new AppError("audience_malformed", "An audience is 1 to 255 printable characters without spaces.");
}

import { randomBytes } from "node:crypto";

/**
 * A new ExternalId: 160 random bits, so that nobody guesses what another trust policy asks for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function makeExternalId(): string {
  return `genkan-${randomBytes(20).toString("hex")}`;
}

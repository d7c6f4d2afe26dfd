import { createHash } from "node:crypto";

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: 2 to 64 of [\w+=,.@-]
const plain = /^[A-Za-z0-9_+,.@-]$/;

/**
 * A person's RoleSessionName and SourceIdentity from their e-mail. Nothing is dropped: other bytes become `=XX`,
 * and a name that is too long ends in `=.` and 16 hexadecimal digits of its SHA-256. The database keeps the result
 * unique, so it maps back to one person.
 * @param attempt 0, or higher when the name is taken
 */
export function sessionNameFor(email: string, attempt = 0): string {
  const text = attempt === 0 ? email : `${email}+${attempt + 1}`;
  const encoded = [...Buffer.from(text.normalize("NFC").toLowerCase())]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return plain.test(char) ? char : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
  if (encoded.length >= 2 && encoded.length <= 64) return encoded;
  const digest = createHash("sha256").update(encoded).digest("hex").slice(0, 16);
  return `${encoded.slice(0, 46).replace(/=[0-9A-F]?$/, "")}=.${digest}`;
}

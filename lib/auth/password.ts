import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { AppError } from "#lib/errors.ts";

const argon2Async = promisify(argon2);

// OWASP's second choice is 19 MiB; ours is RFC 9106's low-memory one: https://www.rfc-editor.org/rfc/rfc9106#section-4
const memoryKib = 65_536;
const passes = 3;
const lanes = 4;
const tagLength = 32;

/** Each hash takes 64 MiB, so few may run at once; more than this waiting is an attack. */
const concurrent = 2;
const mostWaiting = 64;
let running = 0;
const waiting: (() => void)[] = [];

async function withTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= concurrent) {
    if (waiting.length >= mostWaiting)
      throw new AppError("portal_busy", "Too many people are signing in at this moment. Try again shortly.");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  const parameters = { nonce: salt, parallelism: lanes, tagLength, memory: memoryKib, passes };
  return withTurn(() =>
    argon2Async("argon2id", { message: Buffer.from(password.normalize("NFC")), ...parameters }),
  );
}

const encode = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
const prefix = `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$`;

/**
 * Hashes a password with argon2id (64 MiB, three passes) into the usual text form.
 * @throws AppError `password_too_short`, `password_too_long`
 */
export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < 12)
    throw new AppError("password_too_short", "A password needs at least 12 characters.");
  if (password.length > 256)
    throw new AppError("password_too_long", "A password may have at most 256 characters.");
  const salt = randomBytes(16);
  return `${prefix}${encode(salt)}$${encode(await derive(password, salt))}`;
}

const dummySalt = randomBytes(16);

/**
 * Whether a password fits a hash. With no hash the same work is done for nothing, so that the time taken does not
 * tell whether a person exists.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  if (password.length > 256) return false;
  const parts = stored?.startsWith(prefix) ? stored.slice(prefix.length).split("$") : [];
  const [salt, tag] = parts;
  if (!salt || !tag) {
    await derive(password, dummySalt);
    return false;
  }
  const expected = Buffer.from(tag, "base64");
  const actual = await derive(password, Buffer.from(salt, "base64"));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

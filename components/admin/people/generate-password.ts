// No 0 O 1 l I and the like, so that it can be read aloud; 32 of them, so that a byte's five bits choose evenly.
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

/** A random password of 100 bits in four groups of five: `k7wq2-…`. */
export function generatePassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  const letters = Array.from(bytes, (byte) => alphabet[byte & 31]).join("");
  return letters.replace(/(.{5})(?=.)/g, "$1-");
}

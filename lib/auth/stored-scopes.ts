import { type TokenScope, tokenScopes } from "./viewer.ts";

/** The scopes of a stored token. One that the portal no longer knows opens nothing. */
export function readScopes(stored: string): TokenScope[] {
  const read: unknown = JSON.parse(stored);
  return Array.isArray(read) ? tokenScopes.filter((scope) => read.includes(scope)) : [];
}

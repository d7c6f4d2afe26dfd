/** AWS gives at most as many as it was asked for and often fewer; so few here that every caller meets a second page. */
const MOST = 8;

/** One page of a list, and the token of the next one. Undefined for a token that is none of ours. */
export function pageOf<T>(
  items: readonly T[],
  token: string | undefined,
  asked: number,
): { items: readonly T[]; next: string | undefined } | undefined {
  const from = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (!Number.isInteger(from) || from < 0 || (token !== undefined && from === 0)) return undefined;
  const to = from + Math.min(asked, MOST);
  const next = to < items.length ? Buffer.from(String(to)).toString("base64url") : undefined;
  return { items: items.slice(from, to), next };
}

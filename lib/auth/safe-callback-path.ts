import { env } from "#lib/env.ts";

/**
 * Where to go after signing in: a path of this portal, re-serialised. Anything else, other origins included,
 * becomes `/`.
 */
export function safeCallbackPath(value: unknown): string {
  if (typeof value !== "string" || value.length > 2048) return "/";
  const origin = env().GENKAN_URL;
  if (!URL.canParse(value, origin)) return "/";
  const url = new URL(value, origin);
  if (url.origin !== origin || url.username || url.password) return "/";
  // The origin of a blob: URL is that of the URL inside it.
  if (url.protocol !== new URL(origin).protocol) return "/";
  const path = `${url.pathname}${url.search}${url.hash}`;
  if (path.startsWith("//") || path.startsWith("/api/") || path.startsWith("/sign-in")) return "/";
  return path;
}

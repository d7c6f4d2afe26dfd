import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";

/** Whether a request says nothing of where it comes from, as programs do and browsers never do for a change. */
export function saysNoOrigin(headers: Headers): boolean {
  return headers.get("sec-fetch-site") === null && headers.get("origin") === null;
}

/**
 * Refuses a change that another site's page could have sent: Sec-Fetch-Site must be same-origin or Origin must be
 * ours; whichever is present must agree, and with neither the answer is no.
 * @throws AppError `cross_origin_refused`
 */
export function checkSameOrigin(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const siteAgrees = site === null || site === "same-origin";
  const originAgrees = origin === null || origin === env().GENKAN_URL;
  if (siteAgrees && originAgrees && (site !== null || origin !== null)) return;
  throw new AppError(
    "cross_origin_refused",
    `Changes are taken from this portal's own pages only. A program sends the header Origin: ${env().GENKAN_URL}.`,
  );
}

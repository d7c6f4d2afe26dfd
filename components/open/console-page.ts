/** The part of a destination that tells it from others: its path, or the text as given; null for the console's home. */
export function consolePage(destination: string | null): string | null {
  if (destination === null) return null;
  if (!URL.canParse(destination)) return destination;
  const { pathname, hash } = new URL(destination);
  return pathname === "/console/home" || pathname === "/" ? null : `${pathname}${hash}`;
}

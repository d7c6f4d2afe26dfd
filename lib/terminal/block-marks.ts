import { portalHost } from "./portal-names.ts";

/** The lines around what belongs to one portal; two portals have two blocks. */
export function blockMarks(origin: string): { begin: string; end: string } {
  const host = portalHost(origin);
  return { begin: `# >>> genkan ${host} >>>`, end: `# <<< genkan ${host} <<<` };
}

/** A text within its marks. */
export function markBlock(origin: string, body: string): string {
  const { begin, end } = blockMarks(origin);
  return `${begin}\n${body}${end}\n`;
}

/** One named segment of the path, as text. An absent or repeated one is empty, which is nothing's id. */
export function pathParam(
  params: Readonly<Record<string, string | readonly string[]>>,
  name: string,
): string {
  const value = params[name];
  return typeof value === "string" ? value : "";
}

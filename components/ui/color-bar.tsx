/**
 * An account's or a role's colour. SVG attributes, because the content security policy refuses inline style and the
 * colours are the owners' own.
 */
export function ColorBar({ color, height = "row" }: { color: string; height?: "row" | "head" }) {
  return (
    <svg
      aria-hidden="true"
      className={height === "row" ? "h-full w-1" : "h-9 w-1.5"}
      preserveAspectRatio="none"
      viewBox="0 0 4 4"
    >
      <rect width="4" height="4" fill={/^#[0-9a-f]{6}$/i.test(color) ? color : "currentColor"} />
    </svg>
  );
}

/*
 * The icons that each row draws: one element for all rows and one path in each, because a screen of rows is made anew
 * with a key press. Drawn on 24 units, as the other icons are.
 */
type RowIconProps = { path: string; size: number; filled?: boolean };

function RowIcon({ path, size, filled = false }: RowIconProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={filled ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={path} />
    </svg>
  );
}

const pin = "M12 17v5M8 3h8M9 3v7l-4 4v3h14v-3l-4-4V3";

export const pinIcon = <RowIcon path={pin} size={15} />;
export const pinnedIcon = <RowIcon path={pin} size={15} filled />;
export const moreIcon = <RowIcon path="M5 12h.01M12 12h.01M19 12h.01" size={16} />;
export const opensIcon = <RowIcon path="M7 7h10v10M7 17 17 7" size={14} />;

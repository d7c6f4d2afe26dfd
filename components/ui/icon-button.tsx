import type { ComponentProps, ReactNode } from "react";

type IconButtonProps = Omit<ComponentProps<"button">, "className" | "style" | "children"> & {
  /** What it does, in words: its accessible name and its tooltip. */
  label: string;
  pressed?: boolean;
  children: ReactNode;
};

/** A button that shows an icon only: 28 px, 40 on touch screens. */
export function IconButton({ label, pressed, children, type = "button", ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      className="inline-flex size-7 shrink-0 pointer-coarse:size-10 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink aria-pressed:text-accent aria-expanded:bg-hover disabled:opacity-40"
    >
      {children}
    </button>
  );
}

import type { ComponentProps, ReactNode } from "react";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

type ButtonProps = Omit<ComponentProps<"button">, "className" | "style"> & {
  variant?: ButtonVariant;
  /** Still focusable and readable while it works, but pressing does nothing. */
  busy?: boolean;
  children: ReactNode;
};

/** A button in words. `compact` heights are the row's own; this one is 32 px, 40 on touch screens. */
export function Button({
  variant = "secondary",
  busy = false,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || rest.disabled || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={`${base} ${variants[variant]}`}
    />
  );
}

/** A link that looks like a button. */
export function ButtonLink(props: {
  href: string;
  variant?: ButtonVariant;
  /** Where the words alone do not say it. */
  label?: string;
  /** What is there is saved and not gone to. */
  download?: boolean;
  children: ReactNode;
}) {
  return (
    <a
      href={props.href}
      aria-label={props.label}
      download={props.download}
      className={`${base} ${variants[props.variant ?? "secondary"]}`}
    >
      {props.children}
    </a>
  );
}

const base =
  "inline-flex min-h-8 pointer-coarse:min-h-10 items-center justify-center gap-2 rounded-md px-3 text-base font-medium whitespace-nowrap select-none disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:cursor-progress";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-deep",
  secondary: "border border-edge bg-surface text-ink hover:bg-hover",
  quiet: "text-ink hover:bg-hover",
  danger: "border border-danger text-danger hover:bg-danger hover:text-ground",
};

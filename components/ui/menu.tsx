"use client";

import Link from "next/link";
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";

export type MenuEntry =
  | { kind: "action"; key: string; label: string; disabled?: boolean; onSelect: () => void }
  | { kind: "link"; key: string; label: string; href: string }
  | { kind: "heading"; key: string; label: string; detail?: string };

type MenuProps = {
  /** The trigger's accessible name, when what it shows is not enough. */
  label: string;
  tabIndex?: number;
  shape: "icon" | "text";
  /** Where many menus are drawn that few open, a function that makes them when one is. */
  entries: readonly MenuEntry[] | (() => readonly MenuEntry[]);
  children: ReactNode;
};

/** A button that opens a short list of actions and links: a native popover with the keys of a menu. */
export function Menu({ label, tabIndex, shape, entries, children }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);

  // The button works before React does: a menu that was opened that early is filled now.
  useLayoutEffect(() => {
    if (popover.current?.matches(":popover-open")) setOpen(true);
  }, []);

  useLayoutEffect(() => {
    if (!open || trigger.current === null || popover.current === null) return;
    place(popover.current, trigger.current);
    popover.current.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
    const hide = () => popover.current?.hidePopover();
    addEventListener("scroll", hide, { passive: true });
    addEventListener("resize", hide);
    return () => {
      removeEventListener("scroll", hide);
      removeEventListener("resize", hide);
    };
  }, [open]);

  return (
    <>
      <button
        ref={trigger}
        type="button"
        tabIndex={tabIndex}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={shape === "icon" ? label : undefined}
        className={shapes[shape]}
      >
        {children}
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onToggle={(event) => setOpen(event.newState === "open")}
        onKeyDown={moveByKey}
        className="fixed inset-auto m-0 min-w-48 max-w-80 rounded-md border border-line bg-surface py-1 text-ink"
      >
        {open
          ? (typeof entries === "function" ? entries() : entries).map((entry) => (
              <Entry key={entry.key} entry={entry} close={() => popover.current?.hidePopover()} />
            ))
          : null}
      </div>
    </>
  );
}

function Entry({ entry, close }: { entry: MenuEntry; close: () => void }) {
  switch (entry.kind) {
    case "heading":
      return (
        <div role="presentation" className="px-3 py-1.5 text-xs text-muted">
          <div className={entry.detail === undefined ? "" : "text-base font-medium text-ink"}>
            {entry.label}
          </div>
          {entry.detail === undefined ? null : <div className="truncate">{entry.detail}</div>}
        </div>
      );
    case "link":
      return (
        <Link
          role="menuitem"
          tabIndex={-1}
          href={entry.href}
          onClick={close}
          prefetch={false}
          className={item}
        >
          {entry.label}
        </Link>
      );
    case "action":
      return (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-disabled={entry.disabled || undefined}
          onClick={() => {
            if (entry.disabled) return;
            close();
            entry.onSelect();
          }}
          className={item}
        >
          {entry.label}
        </button>
      );
    default:
      return entry satisfies never;
  }
}

// The popover stands in the top layer; element.style is what the content security policy lets a script set.
function place(popover: HTMLElement, trigger: HTMLElement): void {
  const anchor = trigger.getBoundingClientRect();
  const below = anchor.bottom + 4 + popover.offsetHeight <= innerHeight;
  popover.style.top = `${below ? anchor.bottom + 4 : Math.max(4, anchor.top - 4 - popover.offsetHeight)}px`;
  popover.style.left = `${Math.max(4, anchor.right - popover.offsetWidth)}px`;
}

function moveByKey(event: KeyboardEvent<HTMLDivElement>): void {
  event.stopPropagation();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab") event.currentTarget.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

const item =
  "flex min-h-8 pointer-coarse:min-h-10 w-full items-center px-3 text-left text-base hover:bg-hover focus-visible:bg-hover focus-visible:-outline-offset-2 aria-disabled:text-faint aria-disabled:cursor-not-allowed";

const shapes = {
  icon: "inline-flex size-7 pointer-coarse:size-10 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink aria-expanded:bg-hover",
  text: "inline-flex h-8 pointer-coarse:h-10 min-w-0 max-w-40 items-center gap-1 rounded-sm px-2 hover:bg-hover aria-expanded:bg-hover",
};

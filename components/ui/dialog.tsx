"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "./icon-button.tsx";

type DialogProps = {
  title: string;
  /** Under the title: what this is about. */
  subject?: ReactNode;
  size?: "small" | "large";
  onClose: () => void;
  children: ReactNode;
};

/** A modal dialog, open as long as it is rendered. Escape, the cross and a press outside close it. */
export function Dialog({ title, subject, size = "small", onClose, children }: DialogProps) {
  const t = useTranslations("common");
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      // The first control is the cross: not what anybody opened the dialog for.
      (dialog.querySelector<HTMLElement>("[data-autofocus]") ?? dialog).focus({ preventScroll: true });
    }
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way to close is Escape, which the element handles.
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={`${sizes[size]} max-h-[calc(100dvh-2rem)] overflow-auto rounded-md border border-line bg-surface text-ink outline-none max-sm:w-[calc(100vw-1rem)]`}
    >
      <div className="grid gap-4 p-4 sm:p-5">
        <header className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <h2 id={titleId} className="text-lg font-semibold">
              {title}
            </h2>
            {subject}
          </div>
          <IconButton label={t("close")} onClick={onClose}>
            <X size={16} aria-hidden />
          </IconButton>
        </header>
        {children}
      </div>
    </dialog>
  );
}

const sizes = { small: "sm:w-[30rem]", large: "sm:w-[min(52rem,calc(100vw-2rem))]" };

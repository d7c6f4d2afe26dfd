"use client";

import { type RefObject, useRef, useState } from "react";
import { flushSync } from "react-dom";

type DialogState<Which> = {
  which: Which | null;
  open: (which: Which) => void;
  close: () => void;
  /** For when the row that opened the dialog is gone with its button: the focus goes to `landing`. */
  closeToList: () => void;
  landing: RefObject<HTMLDivElement | null>;
};

/** Which dialog of a page is open, if any, and where the focus goes after it. */
export function useDialog<Which>(initial: Which | null = null): DialogState<Which> {
  const [which, setWhich] = useState<Which | null>(initial);
  const landing = useRef<HTMLDivElement>(null);
  return {
    which,
    open: setWhich,
    close: () => setWhich(null),
    closeToList: () => {
      flushSync(() => setWhich(null));
      landing.current?.focus({ preventScroll: true });
    },
    landing,
  };
}

"use client";

import { createContext, type ReactNode, useCallback, useContext, useState } from "react";

const Announce = createContext<(text: string) => void>(() => {});

/** One polite live region for the page; `useAnnounce` speaks through it. */
export function Announcer({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState({ text: "", turn: 0 });
  const announce = useCallback((text: string) => setMessage(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <Announce value={announce}>
      {children}
      <p role="status" className="sr-only">
        {/* A new element each time, so that the same words are read again. */}
        <span key={message.turn}>{message.text}</span>
      </p>
    </Announce>
  );
}

/** Says something to screen readers; what it says must also be seen somewhere. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}

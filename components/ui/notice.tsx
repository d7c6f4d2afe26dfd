import type { ReactNode } from "react";

export type NoticeTone = "info" | "ok" | "warn" | "danger";

/** A message beside what it is about, with a coloured edge. Dangers are read out at once, the rest when convenient. */
export function Notice({ tone, children }: { tone: NoticeTone; children: ReactNode }) {
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={`grid gap-2 border-l-2 py-1 pl-3 text-base ${tones[tone]}`}
    >
      {children}
    </div>
  );
}

const tones: Record<NoticeTone, string> = {
  info: "border-edge text-muted",
  ok: "border-ok text-ok",
  warn: "border-warn text-warn",
  danger: "border-danger text-danger",
};

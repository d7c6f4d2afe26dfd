"use client";

import { X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { isTypingTarget } from "#components/is-typing-target.ts";
import { singleKeysOn } from "#components/preferences/use-single-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { FailureNotice } from "#components/ui/failure-notice.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Undo } from "./use-undo.ts";

const shownMs = 30_000;

/** Says what was just done and takes it back: by its button or the letter u, for half a minute. */
export function UndoNotice({ undo }: { undo: Undo }) {
  const t = useTranslations("bulk");
  const { offered, busy, failure, undone, dismiss } = undo;
  // Whoever looks at it or is in it keeps it.
  const [held, setHeld] = useState(false);
  const shown = offered !== null || undone !== null;
  useEffect(() => {
    if (!shown || held || busy || failure !== null) return;
    const timer = setTimeout(dismiss, shownMs);
    return () => clearTimeout(timer);
  }, [shown, held, busy, failure, dismiss]);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key !== "u" || !plain || !singleKeysOn() || isTypingTarget(event.target)) return;
    if (document.querySelector("dialog[open]") !== null) return;
    event.preventDefault();
    void undo.run();
  });
  useEffect(() => {
    if (offered === null) return;
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [offered]);
  return (
    <div className="fixed inset-x-0 bottom-4 z-20 mx-auto w-fit max-w-[calc(100vw-2rem)]">
      <div role="status">
        {shown ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: only notices that somebody is there.
          <div
            onMouseEnter={() => setHeld(true)}
            onMouseLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
            className="grid gap-2 rounded-md border border-edge bg-surface px-3 py-2 text-ink"
          >
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p>{offered?.text ?? undone}</p>
              {offered === null ? null : (
                <Button onClick={undo.run} busy={busy}>
                  {busy ? t("undoing") : t("undo")} <Kbd>u</Kbd>
                </Button>
              )}
              <IconButton label={t("dismiss")} onClick={dismiss}>
                <X size={14} aria-hidden />
              </IconButton>
            </div>
            {failure === null ? null : <FailureNotice failure={failure} />}
          </div>
        ) : null}
      </div>
    </div>
  );
}

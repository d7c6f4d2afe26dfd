"use client";

import { RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { dismissOpenSession, type OpenSession, useOpenSessions } from "#components/open/open-sessions.ts";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useNow } from "#components/use-now.ts";
import { consolePath } from "./console-path.ts";

type OpenStripProps = {
  hint: boolean;
  showKeys: () => void;
  renewCredentials: (session: OpenSession) => void;
};

/** The strip at the foot: role sessions begun from here with the time that they have left, and the keys. */
export function OpenStrip({ hint, showKeys, renewCredentials }: OpenStripProps) {
  const t = useTranslations("picker");
  const sessions = useOpenSessions();
  return (
    <footer className="sticky bottom-0 z-10 border-t border-line bg-ground">
      <div className="mx-auto flex min-h-10 w-full max-w-[96rem] items-center gap-4 px-4 text-sm text-muted">
        {sessions.length > 0 ? (
          <section aria-label={t("openNow.label")} className="flex min-w-0 flex-1 items-center gap-4">
            <h2 className="shrink-0 font-medium text-ink max-sm:sr-only">{t("openNow.label")}</h2>
            <ul className="flex min-w-0 gap-5 overflow-x-auto py-1">
              {sessions.map((session) => (
                <li key={`${session.roleId}:${session.use}`}>
                  <Session session={session} renewCredentials={renewCredentials} />
                </li>
              ))}
            </ul>
          </section>
        ) : (
          <p className="flex-1 truncate max-sm:hidden">
            {hint ? t.rich("openNow.hint", { kbd: (key) => <HintKey>{key}</HintKey> }) : null}
          </p>
        )}
        <button
          type="button"
          onClick={showKeys}
          className="ml-auto inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-sm px-1 hover:text-ink"
        >
          <Kbd>?</Kbd>
          {t("keys.open")}
        </button>
      </div>
    </footer>
  );
}

function HintKey({ children }: { children: ReactNode }) {
  return (
    <span className="mr-1.5 ml-4 first:ml-0">
      <Kbd>{children}</Kbd>
    </span>
  );
}

function Session(props: { session: OpenSession; renewCredentials: (session: OpenSession) => void }) {
  const { session } = props;
  const t = useTranslations("picker.openNow");
  const now = useNow();
  const left = now === 0 ? 0 : Date.parse(session.expiresAt) - now;
  const minutes = Math.ceil(left / 60_000);
  const text = left <= 0 ? t("expired") : left < 60_000 ? t("secondsLeft") : t("minutesLeft", { minutes });
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <span className="h-4" aria-hidden="true">
        <ColorBar color={session.color} />
      </span>
      <span className="text-ink">{session.label}</span>
      <span>{t(session.readOnly ? readOnlyUses[session.use] : session.use)}</span>
      <span className={`tabular-nums ${left < 300_000 ? "text-warn" : ""}`}>{text}</span>
      {session.use === "console" ? (
        <a
          href={consolePath(session.roleId, session.readOnly)}
          target="_blank"
          rel="noopener"
          aria-label={t("renewConsole", { role: session.label })}
          title={t("renewConsole", { role: session.label })}
          className="inline-flex size-7 items-center justify-center rounded-sm hover:bg-hover hover:text-ink"
        >
          <RotateCw size={14} aria-hidden />
        </a>
      ) : (
        <IconButton
          label={t("renewCredentials", { role: session.label })}
          onClick={() => props.renewCredentials(session)}
        >
          <RotateCw size={14} aria-hidden />
        </IconButton>
      )}
      {left <= 0 ? (
        <IconButton label={t("dismiss", { role: session.label })} onClick={() => dismissOpenSession(session)}>
          <X size={14} aria-hidden />
        </IconButton>
      ) : null}
    </span>
  );
}

const readOnlyUses = { console: "consoleReadOnly", credentials: "credentialsReadOnly" } as const;

"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { LocalTime } from "#components/i18n/local-time.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { copyText, selectText } from "#components/ui/copy-text.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { NewInvitation } from "#lib/people/invitation-view.ts";

type InvitationReadyDialogProps = { invited: NewInvitation; onClose: () => void };

/** An invitation's link, shown this once. */
export function InvitationReadyDialog({ invited, onClose }: InvitationReadyDialogProps) {
  const t = useTranslations();
  const announce = useAnnounce();
  const shown = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  const { person, invitation, link } = invited;
  const { id, name, email } = person;
  async function copy() {
    const done = await copyText(link);
    setCopied(done);
    if (!done && shown.current !== null) selectText(shown.current);
    announce(done ? t("common.copied") : t("common.copyFailed"));
  }
  return (
    <Dialog
      title={t("admin.people.invite.readyTitle", { name })}
      subject={<p className="break-all text-muted">{email}</p>}
      onClose={onClose}
    >
      <Notice tone="warn">{t("admin.people.invite.passOn", { name })}</Notice>
      <div className="flex flex-wrap items-center gap-3">
        <code ref={shown} className="min-w-0 font-mono text-sm break-all">
          {link}
        </code>
        <Button onClick={copy} aria-label={t("admin.people.invite.copy")}>
          {copied ? t("common.copied") : t("common.copy")}
        </Button>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4">
        <dt className="text-muted">{t("admin.people.invite.until")}</dt>
        <dd>
          <LocalTime iso={invitation.expiresAt} />
        </dd>
      </dl>
      <p className="text-sm text-muted">{t("admin.people.invite.lost")}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t("admin.done")}</Button>
        <ButtonLink href={`/admin/assignments?personId=${encodeURIComponent(id)}&add=1`}>
          {t("admin.people.assign")}
        </ButtonLink>
      </div>
    </Dialog>
  );
}

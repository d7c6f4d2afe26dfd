"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import { callApi } from "#components/api-client.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";

type DeviceCodesProps = {
  enabled: boolean;
  /** Where people type them. */
  address: string;
  editable: boolean;
};

/** Whether people may sign clients in by typing a code, why one might not want it, and the owner's switch. */
export function DeviceCodes({ enabled, address, editable }: DeviceCodesProps) {
  const t = useTranslations("clients.admin");
  const [asking, setAsking] = useState(false);
  return (
    <section className="grid gap-4 border-t border-line py-6">
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold">{t("codesTitle")}</h2>
        <p className="max-w-prose text-muted">{t("codesIntro")}</p>
        <p className="max-w-prose text-muted">{t("codesRisk")}</p>
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="font-medium">{t(enabled ? "codesOn" : "codesOff")}</p>
        {editable ? (
          <Button onClick={() => setAsking(true)}>{t(enabled ? "turnOff" : "turnOn")}…</Button>
        ) : null}
      </div>
      {asking ? <ChangeDialog enable={!enabled} address={address} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function ChangeDialog({
  enable,
  address,
  onClose,
}: {
  enable: boolean;
  address: string;
  onClose: () => void;
}) {
  const t = useTranslations("clients.admin");
  const announce = useAnnounce();
  const { busy, failure, run } = useChange();
  async function submit() {
    const result = await run(() => callApi("PUT", "/api/device-codes", { enabled: enable }));
    if (!result.ok) return;
    announce(t(enable ? "turnedOn" : "turnedOff"));
    onClose();
  }
  return (
    <FormDialog
      title={t(enable ? "turnOnTitle" : "turnOffTitle")}
      submit={t(enable ? "turnOn" : "turnOff")}
      busy={busy}
      busyText={t("turning")}
      danger={!enable}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="wrap-anywhere">{enable ? t("turnOnBody", { address }) : t("turnOffBody")}</p>
    </FormDialog>
  );
}

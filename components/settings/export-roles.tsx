"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { TextField } from "#components/ui/text-field.tsx";
import { ExportList } from "./export-list.tsx";

/** A person's own roles, for the tools that they use beside this one. */
export function ExportRoles() {
  const t = useTranslations("transfer.export");
  const [sourceProfile, setSourceProfile] = useState("");
  const [mfaSerial, setMfaSerial] = useState("");
  const config = new URLSearchParams({ format: "aws-config" });
  if (sourceProfile.trim() !== "") config.set("sourceProfile", sourceProfile.trim());
  if (mfaSerial.trim() !== "") config.set("mfaSerial", mfaSerial.trim());
  return (
    <div className="grid gap-4">
      <p className="max-w-prose text-muted">{t("ownIntro")}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("sourceProfile")}
          hint={t("sourceProfileHint")}
          value={sourceProfile}
          onChange={(event) => setSourceProfile(event.target.value)}
          maxLength={128}
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          label={t("mfaSerial")}
          hint={t("mfaSerialHint")}
          value={mfaSerial}
          onChange={(event) => setMfaSerial(event.target.value)}
          maxLength={256}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <ExportList
        choices={[
          { format: "aws-config", hint: t("ownHints.aws-config"), href: `/api/me/export?${config}` },
          {
            format: "extend-switch-roles",
            hint: t("ownHints.extend-switch-roles"),
            href: "/api/me/export?format=extend-switch-roles",
          },
          { format: "bookmarks", hint: t("ownHints.bookmarks"), href: "/api/me/export?format=bookmarks" },
          { format: "csv", hint: t("ownHints.csv"), href: "/api/me/export?format=csv" },
        ]}
      />
    </div>
  );
}

"use client";

import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { callApi } from "#components/api-client.ts";
import { TextField } from "#components/ui/text-field.tsx";

/** A profile of the server's AWS config: typed, with the server's own to choose from. */
export function ProfileField({ current, error }: { current: string; error: string | undefined }) {
  const t = useTranslations("sources.field");
  const id = useId();
  const [profiles, setProfiles] = useState<readonly string[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    callApi<{ profiles: string[] }>("GET", "/api/profiles", undefined, asking.signal).then(
      // Without the list the name can still be typed.
      (answer) => setProfiles(answer.ok ? answer.data.profiles : []),
      () => {},
    );
    return () => asking.abort();
  }, []);
  return (
    <>
      <TextField
        name="profile"
        label={t("profile")}
        hint={t("profileHint")}
        error={error}
        defaultValue={current}
        list={id}
        required
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
      />
      <datalist id={id}>
        {profiles.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

"use client";

import { useTranslations } from "use-intl";

export const originKinds = [
  "aws-config",
  "extend-switch-roles",
  "csv",
  "organization",
  "account-roles",
  "yaml",
] as const;
export type OriginKind = (typeof originKinds)[number];

type OriginCardsProps = { chosen: OriginKind | null; onChoose: (kind: OriginKind) => void };

/** Where an import may come from: one of six. */
export function OriginCards({ chosen, onChoose }: OriginCardsProps) {
  const t = useTranslations("transfer.import");
  return (
    <fieldset>
      <legend className="pb-2 font-semibold">{t("from")}</legend>
      <div className="grid gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-2 lg:grid-cols-3">
        {originKinds.map((kind) => (
          <label
            key={kind}
            className="grid cursor-pointer grid-cols-[auto_1fr] content-start gap-x-2 bg-surface p-3 hover:bg-hover has-checked:bg-hover has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="origin"
              value={kind}
              checked={chosen === kind}
              onChange={() => onChoose(kind)}
              className="mt-1 size-4 accent-accent"
            />
            <span>
              <span className="font-medium">{t(`origins.${kind}`)}</span>
              <span className="block text-sm text-muted">{t(`originHints.${kind}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

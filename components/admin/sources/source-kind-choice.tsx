"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { type SourceKind, sourceKinds } from "#lib/sources/source-view.ts";

export type OwnSourceKind = Exclude<SourceKind, "default">;

// By how long what they hold lives: the static key is last.
const inOrder = [
  "web_identity",
  "instance_metadata",
  "container",
  "role",
  "profile",
  "environment",
  "access_key",
] as const satisfies readonly OwnSourceKind[];

/** Which kind of source to add, and when each is the right one. */
export function SourceKindChoice({ kind }: { kind: OwnSourceKind }) {
  const t = useTranslations("sources.kind");
  const id = useId();
  return (
    <fieldset className="grid gap-1">
      <legend className="pb-2 text-muted">{t("legend")}</legend>
      {inOrder.map((name) => (
        <label
          key={name}
          className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 border-t border-line py-2 has-checked:bg-selected"
        >
          <input
            type="radio"
            name="kind"
            value={name}
            defaultChecked={name === kind}
            data-autofocus={name === kind || undefined}
            aria-labelledby={`${id}-${name}`}
            aria-describedby={`${id}-${name}-when`}
            className="ml-1 size-4 translate-y-0.5 accent-accent"
          />
          <span id={`${id}-${name}`} className="font-medium">
            {t(name)}
          </span>
          <span
            id={`${id}-${name}-when`}
            className={`col-start-2 pr-2 text-sm ${name === "access_key" ? "text-warn" : "text-muted"}`}
          >
            {t(`${name}When`)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Whether what a form says is a kind of source. */
export function isSourceKind(value: unknown): value is OwnSourceKind {
  return (sourceKinds as readonly unknown[]).includes(value);
}

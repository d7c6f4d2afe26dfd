"use client";

import { useDeferredValue, useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { filterItems } from "#components/admin/filter-items.ts";
import { ColorBar } from "#components/ui/color-bar.tsx";
import { formatAccountId } from "#components/ui/format-account-id.ts";
import type { CatalogueRole } from "#lib/catalogue/catalogue-role.ts";

const firstRoles = 100;

type RoleChoiceProps = {
  roles: readonly CatalogueRole[];
  chosen: ReadonlySet<string>;
  /** Roles that the person has already. */
  taken: ReadonlySet<string>;
  onChange: (roleId: string, chosen: boolean) => void;
  error: string | undefined;
};

/** Chooses one or several roles of the catalogue by searching. */
export function RoleChoice({ roles, chosen, taken, onChange, error }: RoleChoiceProps) {
  const t = useTranslations("admin.assignments");
  const roleTexts = useTranslations("admin.roles");
  const id = useId();
  const [query, setQuery] = useState("");
  const applied = useDeferredValue(query);
  const found = useMemo(() => filterItems(roles, applied, textsOf), [roles, applied]);
  const names = roles
    .filter((role) => chosen.has(role.id))
    .map((role) => `${role.accountName} · ${role.label}`);
  return (
    <fieldset
      className="grid min-w-0 gap-2"
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend className="pb-1 text-sm font-medium">{t("roles")}</legend>
      <input
        type="search"
        name="roles"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        aria-label={t("findRoles")}
        placeholder={roleTexts("filterHint")}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error === undefined ? undefined : true}
        className="h-8 pointer-coarse:h-10 w-full rounded-sm border border-edge bg-surface px-2 text-base placeholder:text-faint aria-invalid:border-danger"
      />
      <ul className="h-44 overflow-y-auto rounded-sm border border-line">
        {found.slice(0, firstRoles).map((role) => (
          <RoleOption
            key={role.id}
            role={role}
            checked={chosen.has(role.id)}
            taken={taken.has(role.id)}
            onChange={(checked) => onChange(role.id, checked)}
          />
        ))}
      </ul>
      {found.length <= firstRoles ? null : (
        <p className="text-xs text-muted">
          {t("firstOfMany", { shown: String(firstRoles), total: String(found.length) })}
        </p>
      )}
      <p role="status" className="text-xs text-muted">
        {t("chosen", { count: chosen.size })}
        {names.length === 0 ? "" : `: ${names.join(", ")}`}
      </p>
      {error === undefined ? null : (
        <p id={`${id}-error`} className="text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

type RoleOptionProps = {
  role: CatalogueRole;
  checked: boolean;
  taken: boolean;
  onChange: (checked: boolean) => void;
};

function RoleOption({ role, checked, taken, onChange }: RoleOptionProps) {
  const t = useTranslations("admin.assignments");
  return (
    <li className="border-b border-line last:border-b-0">
      <label className="flex min-h-9 items-center gap-2 px-2 py-1 hover:bg-hover">
        <input
          type="checkbox"
          checked={checked || taken}
          disabled={taken}
          onChange={(event) => onChange(event.target.checked)}
          className="size-4 shrink-0 accent-accent"
        />
        <span className="h-5 shrink-0" aria-hidden="true">
          <ColorBar color={role.color ?? role.accountColor} />
        </span>
        <span className="min-w-0 flex-1">
          <span className={taken ? "text-muted" : ""}>
            {role.accountName} · {role.label}
          </span>
          {taken ? <span className="text-sm text-muted"> — {t("taken")}</span> : null}
        </span>
        <span className="text-sm text-muted tabular-nums max-sm:hidden">
          {formatAccountId(role.accountId)}
        </span>
      </label>
    </li>
  );
}

function textsOf(role: CatalogueRole) {
  return [role.accountName, role.accountId, role.label, role.arn, role.note, role.region];
}

import type { Translator } from "#components/i18n/translator.ts";
import { roleColor, roleLabel, roleTitle } from "#components/picker/role-facts.ts";
import { ColorBar } from "#components/ui/color-bar.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";

type RolesToOpenProps = { t: Translator; roles: readonly PickerRole[]; hrefOf: (roleId: string) => string };

/** Roles of one account, each with the way to what a link asked for. */
export function RolesToOpen({ t, roles, hrefOf }: RolesToOpenProps) {
  return (
    <ul className="grid border-t border-line">
      {roles.map((role) => (
        <li key={role.id} className="border-b border-line">
          <a
            href={hrefOf(role.id)}
            className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-2 hover:bg-hover focus-visible:-outline-offset-2"
          >
            <ColorBar color={roleColor(role)} />
            <span className="min-w-0 wrap-anywhere">
              <span className="font-medium">{roleLabel(role)}</span>
              <span className="block text-sm text-muted">
                {roleTitle(role)} · {t(`common.partition.${role.partition}`)}
              </span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

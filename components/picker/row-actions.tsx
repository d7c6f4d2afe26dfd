"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { consolePath } from "./console-path.ts";
import { roleLabel, roleTitle } from "./role-facts.ts";
import type { RowCommands } from "./row-commands.ts";
import { opensIcon } from "./row-icons.tsx";
import type { RowLabels } from "./use-row-labels.ts";

/** Console and Credentials: always there; what the assignment does not allow says why. */
export function RowActions(props: {
  role: PickerRole;
  tabIndex: number;
  commands: RowCommands;
  labels: RowLabels;
}) {
  const { role, tabIndex, commands, labels } = props;
  const t = useTranslations("picker");
  const common = useTranslations("common");
  const names = { role: roleLabel(role), account: roleTitle(role) };
  return (
    <>
      {role.console ? (
        <a
          href={consolePath(role.id)}
          target="_blank"
          rel="noopener"
          tabIndex={tabIndex}
          aria-label={`${labels.console(names)} (${common("opensInNewTab")})`}
          className={`${action} text-accent hover:text-accent-deep`}
        >
          {t("console")}
          {opensIcon}
        </a>
      ) : (
        <Refused
          label={t("console")}
          name={labels.console(names)}
          reason={t("consoleRefused")}
          tabIndex={tabIndex}
          onPress={commands.explain}
        />
      )}
      {role.credentials ? (
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={labels.credentials(names)}
          aria-haspopup="dialog"
          onClick={() => commands.credentials(role)}
          className={`${action} text-ink`}
        >
          {t("credentials")}
        </button>
      ) : (
        <Refused
          label={t("credentials")}
          name={labels.credentials(names)}
          reason={t("credentialsRefused")}
          tabIndex={tabIndex}
          onPress={commands.explain}
        />
      )}
    </>
  );
}

function Refused(props: {
  label: string;
  name: string;
  reason: string;
  tabIndex: number;
  onPress: (reason: string) => void;
}) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        tabIndex={props.tabIndex}
        aria-disabled
        aria-label={props.name}
        aria-describedby={id}
        title={props.reason}
        onClick={() => props.onPress(props.reason)}
        className={`${action} text-faint line-through decoration-1`}
      >
        {props.label}
      </button>
      <span id={id} hidden>
        {props.reason}
      </span>
    </>
  );
}

const action =
  "inline-flex h-7 items-center justify-center gap-0.5 justify-self-start rounded-sm px-2 font-medium whitespace-nowrap hover:bg-ground max-sm:h-10 max-sm:w-full max-sm:border max-sm:border-line";

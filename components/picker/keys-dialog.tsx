"use client";

import { useTranslations } from "use-intl";
import { useSingleKeys } from "#components/preferences/use-single-keys.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

type KeyName = Exclude<keyof typeof import("#messages/en/picker.ts").picker["keys"], "title" | "open">;

const groups: readonly {
  title: "inSearch" | "inList" | "inDialog";
  keys: readonly (readonly [string, KeyName])[];
}[] = [
  {
    title: "inSearch",
    keys: [
      ["Enter", "openFirst"],
      ["Ctrl+Enter", "credentialsFirst"],
      ["↓", "intoList"],
      ["Esc", "clear"],
    ],
  },
  {
    title: "inList",
    keys: [
      ["/ · Ctrl+K", "focusSearch"],
      ["j k · ↓ ↑", "move"],
      ["Home · End", "firstLast"],
      ["→ ←", "within"],
      ["Enter", "console"],
      ["c", "credentials"],
      ["b", "pin"],
      ["h", "hide"],
      ["u", "undo"],
      ["Alt+↑ · Alt+↓", "reorder"],
      ["a … z", "typeInSearch"],
      ["?", "help"],
    ],
  },
  {
    title: "inDialog",
    keys: [
      ["y · Enter", "copy"],
      ["r", "renew"],
      ["s", "show"],
      ["Esc", "leave"],
    ],
  },
];

/** The list of keys, and the switch for single letters. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("picker.keys");
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Dialog title={t("title")} onClose={onClose}>
      {groups.map((group) => (
        <section key={group.title}>
          <h3 className="pb-1 text-sm font-medium text-muted">{t(group.title)}</h3>
          <dl className="grid grid-cols-[7rem_1fr] border-t border-line">
            {group.keys.map(([keys, name]) => (
              <div
                key={name}
                className="col-span-2 grid grid-cols-subgrid items-center border-b border-line py-1"
              >
                <dt className="flex gap-1">
                  {keys
                    .split(" ")
                    .map((key) => (key === "·" ? <span key={key}>·</span> : <Kbd key={key}>{key}</Kbd>))}
                </dt>
                <dd>{t(name)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.target.checked)}
          className="mt-0.5 size-4 accent-accent"
        />
        <span>
          {t("single")}
          <span className="block text-xs text-muted">{t("singleHint")}</span>
        </span>
      </label>
    </Dialog>
  );
}

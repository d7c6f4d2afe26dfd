"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { FormDialog } from "#components/admin/form-dialog.tsx";
import { useChange } from "#components/admin/use-change.ts";
import type { PersonListItem } from "#lib/people/person-list-view.ts";
import type { SortedOut } from "./sort-out-people.ts";
import { turnPeople } from "./turn-people.ts";

const mostNamed = 8;

type TurnPeopleDialogProps = {
  sorted: SortedOut;
  disable: boolean;
  /** With whom it was done for, also where it stopped halfway; nobody where it was cancelled. */
  onEnd: (turned: readonly PersonListItem[]) => void;
};

/** Disables or enables many people, after saying exactly whom. */
export function TurnPeopleDialog({ sorted, disable, onEnd }: TurnPeopleDialogProps) {
  const t = useTranslations("admin.people.many");
  const { busy, failure, run } = useChange();
  const turned = useRef<PersonListItem[]>([]);
  const [done, setDone] = useState(0);
  const { turning, already, self, notYours } = sorted;
  const count = turning.length;
  const nobody = count === 0;
  const close = () => onEnd(turned.current);

  async function submit() {
    // What was done before a refusal is not done twice.
    const rest = turning.slice(turned.current.length);
    const result = await run(() =>
      turnPeople(rest, disable, (person) => setDone(turned.current.push(person))),
    );
    if (result.ok) close();
  }
  const words = disable ? t("disableSubmit", { count }) : t("enableSubmit", { count });
  return (
    <FormDialog
      title={disable ? t("disableTitle", { count }) : t("enableTitle", { count })}
      submit={nobody ? t("close") : failure === null ? words : t("goOn")}
      busy={busy}
      busyText={t("working", { done: String(done), count: String(count) })}
      danger={disable && !nobody}
      failure={failure}
      onSubmit={nobody ? close : submit}
      onClose={close}
    >
      {nobody ? null : (
        <>
          <People people={turning} />
          <p>{disable ? t("disableBody") : t("enableBody")}</p>
        </>
      )}
      {already + notYours > 0 || self ? (
        <ul className="grid gap-1 text-sm text-muted">
          {already === 0 ? null : (
            <li>
              {disable ? t("disabledAlready", { count: already }) : t("enabledAlready", { count: already })}
            </li>
          )}
          {self ? <li>{t("self")}</li> : null}
          {notYours === 0 ? null : <li>{t("notYours", { count: notYours })}</li>}
        </ul>
      ) : null}
      {failure !== null && done > 0 ? (
        <p role="status">{t("stopped", { done: String(done), count: String(count) })}</p>
      ) : null}
    </FormDialog>
  );
}

function People({ people }: { people: readonly PersonListItem[] }) {
  const t = useTranslations("bulk");
  const more = people.length - mostNamed;
  return (
    <ul className="grid gap-1">
      {people.slice(0, mostNamed).map(({ id, name, email }) => (
        <li key={id} className="break-words">
          {name} <span className="text-sm break-all text-muted">{email}</span>
        </li>
      ))}
      {more > 0 ? <li className="text-muted">{t("andMore", { count: String(more) })}</li> : null}
    </ul>
  );
}

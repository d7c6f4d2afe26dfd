"use client";

import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { GroupMemberView, GroupView } from "#lib/groups/group-view.ts";

type MembersListProps = {
  group: GroupView;
  /** The first of them by name. */
  members: readonly GroupMemberView[];
  /** Who is to be taken out; absent for those who may only look. */
  selection?: { ids: ReadonlySet<string>; onChange: (ids: ReadonlySet<string>) => void };
};

const mostShown = 200;

/** The people of a group, searched while one types. Whoever is in by claim alone cannot be selected. */
export function MembersList({ group, members, selection }: MembersListProps) {
  const t = useTranslations("groups.members");
  const id = useId();
  const [query, setQuery] = useState("");
  if (members.length === 0) return <p className="text-muted">{t("none")}</p>;
  const words = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const found = members.filter(({ name, email }) => {
    const text = `${name} ${email}`.normalize("NFKC").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const shown = found.slice(0, mostShown);
  const free = shown.filter(({ byHand }) => byHand);
  const all = free.length > 0 && free.every((member) => selection?.ids.has(member.id));
  const toggle = (which: readonly GroupMemberView[], on: boolean) => {
    const next = new Set(selection?.ids);
    for (const member of which) {
      if (on) next.add(member.id);
      else next.delete(member.id);
    }
    selection?.onChange(next);
  };
  const fixed = selection !== undefined && members.some(({ byHand }) => !byHand);
  return (
    <div className="grid gap-2">
      <div className="grid gap-1">
        <label htmlFor={id} className="text-sm font-medium">
          {t("search")}
        </label>
        <input
          id={id}
          type="search"
          data-autofocus
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t("searchHint")}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          className="h-8 pointer-coarse:h-10 w-full rounded-sm border border-edge bg-surface px-2 text-base placeholder:text-faint"
        />
      </div>
      {group.members.total > members.length ? (
        <p className="text-sm text-muted">{t("first", { count: String(members.length) })}</p>
      ) : null}
      {fixed ? (
        <p id={`${id}-fixed`} className="text-sm text-muted">
          {t("fixed")}
        </p>
      ) : null}
      {selection === undefined || free.length < 2 ? null : (
        <label className="flex min-h-8 items-center gap-2 px-2 text-sm">
          <input type="checkbox" checked={all} onChange={() => toggle(free, !all)} className={box} />
          {t("selectShown")}
        </label>
      )}
      {shown.length === 0 ? (
        <p role="status" className="text-muted">
          {t("nothing")}
        </p>
      ) : (
        <section
          aria-label={t("list", { name: group.name })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
          tabIndex={0}
          className="max-h-72 overflow-y-auto border-y border-line"
        >
          <ul>
            {shown.map((member) => (
              <Member
                key={member.id}
                member={member}
                why={`${id}-fixed`}
                {...(selection && {
                  selected: selection.ids.has(member.id),
                  onToggle: (on: boolean) => toggle([member], on),
                })}
              />
            ))}
          </ul>
          {found.length > shown.length ? (
            <p className="px-2 py-2 text-sm text-muted">
              {t("more", { count: String(found.length - shown.length) })}
            </p>
          ) : null}
        </section>
      )}
    </div>
  );
}

type MemberProps = {
  member: GroupMemberView;
  /** The element that says why somebody cannot be taken out. */
  why: string;
  selected?: boolean;
  onToggle?: (on: boolean) => void;
};

function Member({
  member: { name, email, disabled, byHand, byClaim },
  why,
  selected,
  onToggle,
}: MemberProps) {
  const t = useTranslations("groups.members");
  // With a box in it, the whole row is its label.
  const Row = onToggle === undefined ? PlainRow : LabelRow;
  const how = byHand ? (byClaim ? t("both") : t("hand")) : t("claim");
  return (
    <li className="border-b border-line last:border-b-0">
      <Row>
        {onToggle === undefined ? null : (
          <input
            type="checkbox"
            aria-label={t("select", { name })}
            aria-describedby={byHand ? undefined : why}
            checked={selected ?? false}
            disabled={!byHand}
            onChange={(event) => onToggle(event.target.checked)}
            className={box}
          />
        )}
        <span className="min-w-0 flex-1 sm:flex sm:gap-3">
          <span className="block min-w-0 flex-1 truncate">
            {name}
            {disabled ? <span className="text-sm text-muted"> {t("disabled")}</span> : null}
          </span>
          <span className="block min-w-0 flex-1 truncate text-sm text-muted">{email}</span>
        </span>
        <span className="shrink-0 text-sm text-muted">{how}</span>
      </Row>
    </li>
  );
}

const box = "size-4 shrink-0 accent-accent pointer-coarse:size-6";

const row = "flex min-h-9 items-center gap-3 px-2 py-1 hover:bg-hover";
const PlainRow = ({ children }: { children: ReactNode }) => <div className={row}>{children}</div>;
// biome-ignore lint/a11y/noLabelWithoutControl: its children bring the box.
const LabelRow = ({ children }: { children: ReactNode }) => <label className={row}>{children}</label>;

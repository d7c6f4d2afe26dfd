"use client";

import { X } from "lucide-react";
import { useId, useRef } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl";
import type { ApiFailure } from "#components/api-client.ts";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { checkSessionTags, renderSessionTags, type TaggedPerson } from "#lib/policies/session-tags.ts";
import type { TagDraft } from "./options-draft.ts";

const most = 50;

type SessionTagsFieldProps = {
  tags: readonly TagDraft[];
  onChange: (tags: readonly TagDraft[]) => void;
  self: TaggedPerson;
  error: string | undefined;
};

/** Session tags, a row each, and what they become for the viewer. */
export function SessionTagsField({ tags, onChange, self, error }: SessionTagsFieldProps) {
  const t = useTranslations("role.options");
  const id = useId();
  const rows = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  function add() {
    const next = Math.max(-1, ...tags.map((tag) => tag.id)) + 1;
    flushSync(() => onChange([...tags, { id: next, key: "", value: "", transitive: false }]));
    rows.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
  }
  function remove(gone: TagDraft) {
    flushSync(() => onChange(tags.filter((tag) => tag !== gone)));
    addButton.current?.focus();
  }
  const change = (old: TagDraft, part: Partial<TagDraft>) =>
    onChange(tags.map((tag) => (tag === old ? { ...tag, ...part } : tag)));
  const hint = t("tagsHint", {
    person: "{person}",
    email: "{email}",
    name: "{name}",
    id: "{id}",
    groups: "{groups}",
  });
  return (
    <fieldset
      className="grid min-w-0 gap-2"
      aria-describedby={`${id}-hint${error === undefined ? "" : ` ${id}-error`}`}
    >
      <legend className="pb-1 text-sm font-medium">{t("tags")}</legend>
      <p id={`${id}-hint`} className="max-w-prose text-xs text-muted">
        {hint}
      </p>
      {tags.length === 0 ? (
        <p className="text-muted">{t("tagsNone")}</p>
      ) : (
        <ul ref={rows} className="grid">
          {tags.map((tag, index) => (
            <TagRow
              key={tag.id}
              number={index + 1}
              tag={tag}
              self={self}
              errorId={error === undefined ? undefined : `${id}-error`}
              onChange={(part) => change(tag, part)}
              onRemove={() => remove(tag)}
            />
          ))}
        </ul>
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} className="text-xs text-danger">
          {error}
        </p>
      )}
      <div>
        {/* Takes the focus when a refusal is about the tags. */}
        <Button ref={addButton} name="sessionTags" onClick={add} disabled={tags.length >= most}>
          {t("tagAdd")}
        </Button>
      </div>
    </fieldset>
  );
}

type TagRowProps = {
  number: number;
  tag: TagDraft;
  self: TaggedPerson;
  errorId: string | undefined;
  onChange: (part: Partial<TagDraft>) => void;
  onRemove: () => void;
};

function TagRow({ number, tag, self, errorId, onChange, onRemove }: TagRowProps) {
  const t = useTranslations("role.options");
  const values = { number: String(number) };
  const failureText = useFailureText();
  const seen = lookAt(tag, self);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-t border-line py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)_auto_auto]">
      <input
        value={tag.key}
        onChange={(event) => onChange({ key: event.target.value })}
        aria-label={t("tagKeyOf", values)}
        aria-describedby={errorId}
        placeholder={t("tagKey")}
        maxLength={128}
        autoComplete="off"
        spellCheck={false}
        className={input}
      />
      <input
        value={tag.value}
        onChange={(event) => onChange({ value: event.target.value })}
        aria-label={t("tagValueOf", values)}
        aria-describedby={errorId}
        placeholder={t("tagValue")}
        maxLength={256}
        autoComplete="off"
        spellCheck={false}
        className={`${input} max-sm:col-start-1 max-sm:row-start-2`}
      />
      <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-10 max-sm:col-start-1 max-sm:row-start-3">
        <input
          type="checkbox"
          checked={tag.transitive}
          onChange={(event) => onChange({ transitive: event.target.checked })}
          aria-label={t("tagTransitiveOf", values)}
          className="size-4 shrink-0 accent-accent"
        />
        {t("tagTransitive")}
      </label>
      <span className="max-sm:col-start-2 max-sm:row-start-1">
        <IconButton label={t("tagRemove", values)} onClick={onRemove}>
          <X size={14} aria-hidden />
        </IconButton>
      </span>
      {seen === null ? null : seen.ok ? (
        <p className="col-span-full text-xs break-all text-muted">
          {t("tagPreview")}: <span className="font-mono">{seen.preview}</span>
        </p>
      ) : (
        <p className="col-span-full text-xs text-danger">{failureText(seen.failure)}</p>
      )}
    </li>
  );
}

type Seen = { ok: true; preview: string } | { ok: false; failure: ApiFailure };

/** What a value becomes for the viewer, or why AWS would not take it; null where there is nothing to tell. */
function lookAt(tag: TagDraft, self: TaggedPerson): Seen | null {
  // Keys are half typed most of the time: the API has the word about them.
  const check = checkSessionTags([{ ...tag, key: "key" }]);
  const details = (given: object) => ({ ...given, key: tag.key });
  if (!check.ok)
    return { ok: false, failure: { ...check, details: details(check.details), requestId: null } };
  // Whose groups would it show? Only the identity provider knows them at the next sign-in.
  if (!/\{\w+\}/.test(tag.value) || tag.value.includes("{groups}")) return null;
  const rendered = renderSessionTags([tag], self);
  if (!rendered.ok)
    return { ok: false, failure: { ...rendered, details: details(rendered.details), requestId: null } };
  return { ok: true, preview: rendered.tags[0]?.value ?? "" };
}

const input =
  "h-8 pointer-coarse:h-10 w-full min-w-0 rounded-sm border border-edge bg-surface px-2 text-base text-ink placeholder:text-faint";

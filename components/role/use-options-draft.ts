"use client";

import { useState } from "react";
import type { RoleOptions } from "#lib/catalogue/role-options-view.ts";
import { changedFields, draftOf, type OptionsDraft, rebase } from "./options-draft.ts";

/** The draft over what holds now; newer options from the server come in under what was typed. */
export function useOptionsDraft(options: RoleOptions) {
  const [base, setBase] = useState(options);
  const [draft, setDraft] = useState(() => draftOf(options));
  const [adopting, setAdopting] = useState(false);
  if (base !== options) {
    const newer = draftOf(options);
    setBase(options);
    setDraft(adopting ? newer : rebase(draftOf(base), newer, draft));
    setAdopting(false);
  }
  const changes = changedFields(draftOf(base), draft);
  return {
    draft,
    changes,
    count: adopting ? 0 : Object.keys(changes).length,
    set: (part: Partial<OptionsDraft>) => {
      setAdopting(false);
      setDraft((before) => ({ ...before, ...part }));
    },
    /** What was typed is saved: the next options are the truth. */
    adopt: () => setAdopting(true),
    discard: () => setDraft(draftOf(base)),
  };
}

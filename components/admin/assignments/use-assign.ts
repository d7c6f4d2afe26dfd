"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { type ApiFailure, callApi } from "#components/api-client.ts";
import type { Terms } from "./assignment-terms.tsx";

export type NotAssigned = { roleId: string; failure: ApiFailure };

export type Assigning = { at: number; total: number };

/** Assigns several roles to a person, one after the other, and reports those that were refused. */
export function useAssign() {
  const router = useRouter();
  const [progress, setProgress] = useState<Assigning | null>(null);
  async function assign(personId: string, roleIds: readonly string[], terms: Terms): Promise<NotAssigned[]> {
    const refused: NotAssigned[] = [];
    for (const [index, roleId] of roleIds.entries()) {
      setProgress({ at: index + 1, total: roleIds.length });
      const result = await callApi("POST", "/api/assignments", { personId, roleId, ...terms });
      if (!result.ok) refused.push({ roleId, failure: result });
    }
    setProgress(null);
    if (refused.length < roleIds.length) router.refresh();
    return refused;
  }
  return { progress, assign };
}

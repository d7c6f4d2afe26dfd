"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import type { ApiFailure, ApiResult } from "#components/api-client.ts";

type Offer = { text: string; run: () => Promise<ApiResult<unknown>>; undone: string };

export type Undo = {
  offered: Offer | null;
  busy: boolean;
  failure: ApiFailure | null;
  /** What was undone, in words, until the next change. */
  undone: string | null;
  offer: (offer: Offer) => void;
  dismiss: () => void;
  run: () => Promise<void>;
};

/** The last change that can be taken back, and taking it back. */
export function useUndo(): Undo {
  const router = useRouter();
  const [offered, setOffered] = useState<Offer | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [undone, setUndone] = useState<string | null>(null);
  const dismiss = useCallback(() => {
    setOffered(null);
    setFailure(null);
    setUndone(null);
  }, []);
  const offer = useCallback((next: Offer) => {
    setFailure(null);
    setUndone(null);
    setOffered(next);
  }, []);
  async function run() {
    if (offered === null || busy) return;
    setBusy(true);
    setFailure(null);
    const result = await offered.run();
    setBusy(false);
    if (!result.ok) return setFailure(result);
    setOffered(null);
    setUndone(offered.undone);
    router.refresh();
  }
  return { offered, busy, failure, undone, offer, dismiss, run };
}

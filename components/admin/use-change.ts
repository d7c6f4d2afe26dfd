"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ApiFailure, ApiResult } from "#components/api-client.ts";

/** One change at a time: whether it is under way, what refused it, and the page read anew after it. */
export function useChange() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  async function run<Data>(request: () => Promise<ApiResult<Data>>): Promise<ApiResult<Data>> {
    setBusy(true);
    setFailure(null);
    const result = await request();
    setBusy(false);
    if (result.ok) router.refresh();
    else setFailure(result);
    return result;
  }
  return { busy, failure, run };
}

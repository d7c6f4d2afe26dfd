"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { callApi } from "#components/api-client.ts";
import type { AccountListItem } from "#lib/catalogue/account-list-view.ts";
import type { RoleListItem } from "#lib/catalogue/role-list-view.ts";
import type { PastedRole } from "./read-pasted-role.ts";

type Known = {
  arn: string;
  account: { name: string; color: string } | undefined;
  /** What the role is called, when the catalogue has it. */
  label: string | undefined;
};

/** What the catalogue knows of a role that is being typed; `look` asks once the typing rests. */
export function useKnownRole() {
  const [known, setKnown] = useState<Known | null>(null);
  const asking = useRef<{ timer: ReturnType<typeof setTimeout>; abort: AbortController } | null>(null);
  const stop = useCallback(() => {
    clearTimeout(asking.current?.timer);
    asking.current?.abort.abort();
    asking.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  async function ask({ arn, partition, accountId }: PastedRole, signal: AbortSignal) {
    const at = `account=${accountId}&limit=10`;
    const [accounts, roles] = await Promise.all([
      callApi<{ accounts: AccountListItem[] }>("GET", `/api/accounts?${at}`, undefined, signal),
      callApi<{ roles: RoleListItem[] }>(
        "GET",
        `/api/roles?${at}&q=${encodeURIComponent(arn)}`,
        undefined,
        signal,
      ),
    ]);
    // Where the answer is a refusal, the API says what it knows when the role is added.
    setKnown({
      arn,
      account: accounts.ok
        ? accounts.data.accounts.find((account) => account.partition === partition)
        : undefined,
      label: roles.ok ? roles.data.roles.find((role) => role.arn === arn)?.label : undefined,
    });
  }

  function look(role: PastedRole | null) {
    stop();
    if (role === null || role.arn === known?.arn) return;
    const abort = new AbortController();
    const timer = setTimeout(() => ask(role, abort.signal).catch(() => undefined), 150);
    asking.current = { timer, abort };
  }
  return { known, look };
}

"use client";

import { useTranslations } from "use-intl";
import { Button } from "#components/ui/button.tsx";
import type { ClaimView } from "#lib/groups/group-view.ts";

type FreeClaimsProps = {
  claims: readonly ClaimView[];
  /** How many there are in all. */
  inAll: number;
  /** Absent for those who may only look. */
  onMake?: (claim: string) => void;
};

const mostOpen = 8;

/** The values of the groups claim that people brought and no group takes its members from. */
export function FreeClaims({ claims, inAll, onMake }: FreeClaimsProps) {
  const t = useTranslations("groups.claims");
  if (claims.length === 0) return null;
  const list = (some: readonly ClaimView[]) => (
    <ul className="border-t border-line">
      {some.map((claim) => (
        <FreeClaim key={claim.claim} claim={claim} onMake={onMake} />
      ))}
    </ul>
  );
  const rest = claims.slice(mostOpen);
  return (
    <section aria-labelledby="free-claims" className="grid gap-3 py-8">
      <div className="grid gap-1">
        <h2 id="free-claims" className="text-lg font-semibold">
          {t("title")}
        </h2>
        <p className="max-w-prose text-muted">{t("intro", { count: inAll })}</p>
      </div>
      {list(claims.slice(0, mostOpen))}
      {rest.length === 0 ? null : (
        <details>
          <summary className="min-h-8 cursor-pointer py-1">{t("all", { count: inAll - mostOpen })}</summary>
          {list(rest)}
          {inAll > claims.length ? (
            <p className="py-2 text-sm text-muted">{t("rest", { count: String(claims.length) })}</p>
          ) : null}
        </details>
      )}
    </section>
  );
}

type FreeClaimProps = { claim: ClaimView; onMake: ((claim: string) => void) | undefined };

function FreeClaim({ claim: { claim, people }, onMake }: FreeClaimProps) {
  const t = useTranslations("groups.claims");
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1.5">
      <span className="min-w-0 flex-1 basis-40 break-all">{claim}</span>
      <span className="text-sm text-muted tabular-nums">{t("people", { count: people })}</span>
      {onMake === undefined ? null : (
        <Button aria-label={t("makeOf", { claim })} onClick={() => onMake(claim)}>
          {t("make")}
        </Button>
      )}
    </li>
  );
}

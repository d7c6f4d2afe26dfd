import type { ReactNode } from "react";

/** A name and what is so: one line of a list of facts. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-sm text-muted max-sm:pt-1">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

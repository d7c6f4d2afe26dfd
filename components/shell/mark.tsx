import Link from "next/link";

/** The portal's name, home. 玄 is the first character of 玄関, the entrance hall. */
export function Mark({ label }: { label: string }) {
  return (
    <Link href="/" prefetch={false} className="inline-flex h-8 items-center gap-2 rounded-sm pr-1">
      <span lang="ja" aria-hidden="true" className="text-xl font-semibold text-accent">
        玄
      </span>
      <span className="text-lg font-semibold tracking-[-0.011em]">{label}</span>
    </Link>
  );
}

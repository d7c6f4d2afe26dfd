import Link from "next/link";

type TagListProps = {
  tags: Readonly<Record<string, string>>;
  /** Where everything with a tag is listed. */
  hrefOf: (tag: string) => string;
};

/** Tags in a line, each leading to everything that has it. */
export function TagList({ tags, hrefOf }: TagListProps) {
  const entries = Object.entries(tags);
  if (entries.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-2 gap-y-0.5 text-sm">
      {entries.map(([key, value]) => (
        <li key={key}>
          <Link
            href={hrefOf(`${key}=${value}`)}
            prefetch={false}
            className="break-all text-muted underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
          >
            {key}={value}
          </Link>
        </li>
      ))}
    </ul>
  );
}

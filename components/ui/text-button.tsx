/** A button that stands in running text and looks like a link: a way aside from what the page is for. */
export function TextButton(props: { busy?: boolean; onClick: () => void; children: string }) {
  const { busy = false, onClick, children } = props;
  return (
    <button
      type="button"
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      className="inline-flex min-h-6 items-center text-sm underline decoration-line underline-offset-4 hover:decoration-current pointer-coarse:min-h-10"
    >
      {children}
    </button>
  );
}

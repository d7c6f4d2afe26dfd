import type { RefObject } from "react";

/** Text to paste, as it will be pasted: no wrapping, no smart characters. Scrolls by itself. */
export function CodeBlock(props: {
  label: string;
  text: string;
  size: "main" | "aside";
  ref?: RefObject<HTMLPreElement | null>;
}) {
  return (
    <section aria-label={props.label} className="min-w-0">
      <pre
        ref={props.ref}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        translate="no"
        className={`overflow-auto rounded-sm bg-sunken px-3 py-2.5 font-mono text-xs leading-5 text-ink ${props.size === "main" ? "h-44 whitespace-pre" : "max-h-24 whitespace-pre-wrap wrap-anywhere"}`}
      >
        {props.text}
      </pre>
    </section>
  );
}

import type { TextPart } from "#components/picker/mark-matches.ts";

/** Text with the parts that a search found. */
export function MarkedText({ parts }: { parts: readonly TextPart[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts are cut anew from the text each time and hold no state.
  return parts.map((part, index) => (part.marked ? <mark key={index}>{part.text}</mark> : part.text));
}

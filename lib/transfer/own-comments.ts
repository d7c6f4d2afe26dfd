import { plainLine } from "./plain-line.ts";

/** What our own AWS config and switch-role files say in comments, for the day they are read back. */
export type OwnComments = {
  /** The catalogue's label; the profile has another name. */
  label?: string;
  /** The account's name. */
  account?: string;
  /** The profile is only there for a chain: its own name says nothing about the role. */
  step: boolean;
  /** The profile is ours, and its source is the reader's own, which says nothing about the portal's. */
  ours: boolean;
};

const prefix = "genkan ";

/** One comment line; `sign` is what comments start with there. */
export function ownComment(sign: "#" | ";", kind: "label" | "account" | "step", text = ""): string {
  return `${sign} ${prefix}${kind}: ${plainLine(text)}`.trimEnd();
}

/** What a section's comments say. */
export function readOwnComments(comments: readonly string[]): OwnComments {
  const found: OwnComments = { step: false, ours: false };
  for (const comment of comments) {
    const [, kind, text = ""] = /^genkan (label|account|step):(.*)$/s.exec(comment) ?? [];
    if (kind === undefined) continue;
    found.ours = true;
    if (kind === "step") found.step = true;
    else if (kind === "label") found.label = text.trim();
    else found.account = text.trim();
  }
  return found;
}

const variable = "{person}";
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: 2 to 64 of these
const around = /^[\w+=,.@-]*$/;
const most = 64;
/** A person's session name has at least two characters, and the others are for what stands around it. */
const mostAround = most - 2;

export type SessionNameCheck = { ok: true } | { ok: false; code: "session_name_malformed"; message: string };
export type RenderedSessionName =
  | { ok: true; sessionName: string }
  | { ok: false; code: "session_name_too_long"; message: string; details: { length: number } };

/**
 * Checks a role's session name: `{person}` exactly once, and around it only what AWS takes. With one fixed text
 * around it, a session name still maps back to one person.
 */
export function checkSessionName(template: string): SessionNameCheck {
  const pieces = template.split(variable);
  const text = pieces.join("");
  if (pieces.length === 2 && around.test(text) && text.length <= mostAround) return { ok: true };
  const message = "A session name is {person} with letters, digits or + = , . @ _ - around it.";
  return { ok: false, code: "session_name_malformed", message };
}

/**
 * The RoleSessionName of one person at one role. A name that is too long is refused, for a cut one could be two
 * people's.
 * @param template a checked one, or null for the person's session name alone
 */
export function renderSessionName(
  template: string | null,
  person: { sessionName: string },
): RenderedSessionName {
  // A function, for `$&` in a replacement text would mean something.
  const sessionName = (template ?? variable).replace(variable, () => person.sessionName);
  const { length } = sessionName;
  if (length <= most) return { ok: true, sessionName };
  const message = `The session name would have ${length} characters, and AWS takes ${most}.`;
  return { ok: false, code: "session_name_too_long", message, details: { length } };
}

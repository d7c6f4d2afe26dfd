import type { Translator } from "#components/i18n/translator.ts";

/** The events of the log in the groups that the filter offers them in. */
export const eventGroups = {
  issuing: [
    "role-assume-requested",
    "role-assume-issued",
    "role-assume-refused",
    "role-assume-failed",
    "role-assume-discarded",
    "role-assume-reused",
    "mfa-session_opened",
    "mfa-session_refused",
  ],
  signIn: [
    "sign_in-succeeded",
    "sign_in-failed",
    "sign_in-ended",
    "second_factor-proved",
    "second_factor-failed",
    "client-registered",
    "client_sign_in-approved",
    "client_sign_in-denied",
    "client_sign_in-opened",
    "client_sign_in-refused",
    "client_sign_in-ended",
  ],
  people: [
    "person-added",
    "person-changed",
    "person-disabled",
    "person-enabled",
    "person-invited",
    "invitation-accepted",
    "invitation-refused",
    "invitation-revoked",
    "group-added",
    "group-changed",
    "group-removed",
    "group-member_added",
    "group-member_removed",
    "access_token-added",
    "access_token-revoked",
    "second_factor-set_up",
    "second_factor-removed",
  ],
  catalogue: [
    "role-added",
    "role-changed",
    "role-removed",
    "role-restored",
    "role-shared",
    "role-checked",
    "account-added",
    "account-changed",
    "account-removed",
    "catalogue-applied",
    "own_role_rule-added",
    "own_role_rule-removed",
  ],
  sources: [
    "source-added",
    "source-changed",
    "source-key_rotated",
    "source-removed",
    "source-tested",
    "source-listed",
    "signing_key-rotated",
  ],
  assignments: ["assignment-added", "assignment-changed", "assignment-revoked", "bookmark-changed"],
  other: ["device_codes-changed", "request-refused", "setup-completed", "setup-refused"],
} as const;

export type EventKey = (typeof eventGroups)[keyof typeof eventGroups][number];

const keys: ReadonlySet<string> = new Set(Object.values(eventGroups).flat());

/** An event's name as the messages key it, since a dot there would mean nesting; null for one not known here. */
export function eventKey(event: string): EventKey | null {
  const key = event.replaceAll(".", "-");
  return isEventKey(key) ? key : null;
}

/** The same the other way round. */
export function eventOf(key: EventKey): string {
  return key.replaceAll("-", ".");
}

/** An event's short name in words. */
export function eventName(t: Translator, event: string): string {
  const key = eventKey(event);
  return key === null ? event : t(`admin.audit.names.${key}`);
}

function isEventKey(key: string): key is EventKey {
  return keys.has(key);
}

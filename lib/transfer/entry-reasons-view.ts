/**
 * Why an entry of a file is left out, or what is worth knowing of one that is not. Closed; the words are under
 * `transfer.reasons` in messages/, the names in braces there are an entry's details.
 */
export const entryReasons = [
  // what names a role or an account
  "role_reference_too_long",
  "role_arn_malformed",
  "partition_unknown",
  "not_a_role_arn",
  "session_arn_not_role",
  "account_id_malformed",
  "account_alias_unsupported",
  "role_name_malformed",
  "role_path_malformed",
  "role_missing",
  "role_contradicts",
  "role_repeated",
  "account_repeated",
  // how it is assumed
  "external_id_malformed",
  "credential_source_unknown",
  "two_sources",
  "source_loop",
  "source_refused",
  "source_unmapped",
  "source_missing",
  "web_identity_not_taken",
  "mfa_device_not_taken",
  "sso_permission_set",
  "sso_session_missing",
  // what is said about it
  "region_unknown",
  "duration_out_of_range",
  "color_malformed",
  "tags_malformed",
  "choice_malformed",
  "text_shortened",
  // the text itself
  "holds_secret",
  "line_unreadable",
  "outside_section",
  "section_open",
  "section_repeated",
  "setting_repeated",
  "setting_indented",
  "setting_not_taken",
  "column_not_taken",
  "column_repeated",
] as const;

export type EntryReason = (typeof entryReasons)[number];

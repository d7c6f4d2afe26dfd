/**
 * Every way the portal says no: a closed set of codes, each with its HTTP status. Messages are safe to show;
 * causes stay inside. The words in both languages are under `errors` in messages/.
 */
export const errorStatus = {
  // the request itself
  bad_request: 400,
  malformed_json: 400,
  invalid_input: 400,
  body_too_large: 413,
  content_type_unsupported: 415,
  header_malformed: 400,
  method_not_allowed: 405,
  cross_origin_refused: 403,
  not_found: 404,
  too_many_requests: 429,
  // who is asking
  sign_in_required: 401,
  sign_in_failed: 401,
  sign_in_refused: 403,
  person_disabled: 403,
  too_many_attempts: 429,
  identity_provider_failed: 424,
  not_allowed: 403,
  recent_sign_in_required: 403,
  // first run
  setup_done: 409,
  setup_token_invalid: 403,
  // people
  person_not_found: 404,
  email_taken: 409,
  last_owner: 409,
  password_too_short: 400,
  password_too_long: 400,
  person_signed_in_already: 409,
  invitation_not_found: 404,
  invitation_invalid: 403,
  identity_taken: 409,
  // groups
  group_not_found: 404,
  group_name_taken: 409,
  group_claim_taken: 409,
  member_by_claim: 409,
  // access tokens
  token_invalid: 401,
  token_scope_missing: 403,
  token_not_accepted: 403,
  token_not_found: 404,
  too_many_tokens: 409,
  too_many_token_roles: 400,
  // AWS clients that sign people in
  authorization_request_malformed: 400,
  client_unknown: 404,
  redirect_uri_refused: 400,
  user_code_wrong: 403,
  device_codes_off: 403,
  client_sign_in_not_found: 404,
  // lists
  cursor_malformed: 400,
  // catalogue and assignments
  role_not_found: 404,
  account_not_found: 404,
  role_exists: 409,
  role_in_use: 409,
  role_reference_too_long: 400,
  role_arn_malformed: 400,
  not_a_role_arn: 400,
  session_arn_not_role: 400,
  role_path_malformed: 400,
  account_id_malformed: 400,
  account_alias_unsupported: 400,
  partition_unknown: 400,
  role_name_malformed: 400,
  switch_role_link_malformed: 400,
  destination_refused: 400,
  region_unknown: 400,
  color_malformed: 400,
  duration_out_of_range: 400,
  assignment_not_found: 404,
  assignment_exists: 409,
  assignment_empty: 400,
  assignment_ends_before_start: 400,
  principal_missing: 400,
  target_missing: 400,
  role_name_pattern_malformed: 400,
  account_exists: 409,
  account_in_use: 409,
  // changing much at once
  plan_changed: 409,
  plan_refused: 422,
  import_malformed: 400,
  catalogue_file_malformed: 400,
  // roles that members add for themselves
  own_role_refused: 403,
  own_role_is_portal: 403,
  too_many_own_roles: 409,
  own_role_rule_not_found: 404,
  account_pattern_malformed: 400,
  // issuing
  role_not_assigned: 404,
  use_not_assigned: 403,
  reason_required: 403,
  issue_discarded: 409,
  issue_limit_reached: 429,
  portal_busy: 503,
  audit_unavailable: 503,
  database_unavailable: 503,
  // AWS's no, told as ours: 4xx, for nothing of ours is broken
  aws_source_missing: 424,
  aws_source_invalid: 424,
  aws_source_expired: 424,
  aws_source_refused: 424,
  aws_not_allowed: 424,
  aws_identity_policy_refused: 424,
  aws_trust_policy_refused: 424,
  aws_source_identity_refused: 424,
  aws_duration_refused: 422,
  aws_chaining_limit: 422,
  aws_parameter_refused: 422,
  aws_region_disabled: 424,
  aws_clock_skew: 424,
  aws_policy_too_large: 422,
  aws_throttled: 429,
  aws_federation_refused: 424,
  aws_reply_invalid: 424,
  aws_timeout: 424,
  aws_unavailable: 424,
  // second factor of the portal
  second_factor_required: 403,
  second_factor_not_enrolled: 403,
  second_factor_enrolled: 409,
  second_factor_code_wrong: 403,
  second_factor_code_used: 403,
  // AWS MFA
  mfa_code_required: 403,
  mfa_code_malformed: 400,
  mfa_code_reused: 422,
  mfa_serial_malformed: 400,
  mfa_serial_missing: 422,
  mfa_unsupported: 422,
  aws_mfa_code_refused: 422,
  // credential sources
  source_not_found: 404,
  source_name_taken: 409,
  source_in_use: 409,
  source_test_needs_role: 422,
  source_chain_loops: 422,
  source_chain_too_long: 422,
  source_role_missing: 424,
  access_key_malformed: 400,
  access_key_of_another: 422,
  sealed_secret_unreadable: 424,
  issuer_url_malformed: 422,
  issuer_url_has_port: 422,
  audience_malformed: 400,
  aws_profile_unknown: 422,
  aws_profile_unusable: 424,
  aws_environment_missing: 424,
  aws_metadata_unreachable: 424,
  aws_container_unreachable: 424,
  // options of a role
  external_id_malformed: 400,
  session_name_malformed: 400,
  session_name_too_long: 422,
  too_many_tags: 400,
  tag_key_malformed: 400,
  tag_key_repeated: 400,
  tag_value_malformed: 400,
  tag_value_too_long: 422,
  template_variable_unknown: 400,
  session_policy_malformed: 400,
  session_policy_too_long: 400,
  policy_arn_malformed: 400,
  too_many_policy_arns: 400,
  read_only_unavailable: 422,
  address_not_bindable: 422,
  // AWS's no, told as ours: more of it
  aws_role_missing: 424,
  aws_external_id_refused: 424,
  aws_mfa_missing: 424,
  aws_tags_refused: 424,
  aws_tags_missing: 424,
  aws_source_identity_missing: 424,
  aws_tags_conflict: 422,
  aws_source_identity_set: 422,
  aws_policy_arn_unknown: 422,
  aws_session_policy_refused: 422,
  aws_web_identity_refused: 424,
  aws_not_in_organization: 424,
  aws_issuer_unreachable: 424,
  internal_error: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** Facts that a message names; never a secret. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const brand = "genkan.AppError";

/** An expected refusal. `message` is shown to people; `cause` is never. */
export class AppError extends Error {
  readonly brand = brand;
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, options?: { details?: ErrorDetails; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options?.details;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/**
 * Whether a thrown value is an AppError. By brand, not by class: the server's entry and the bundled routes
 * each load this module.
 */
export function isAppError(value: unknown): value is AppError {
  return value instanceof Error && "brand" in value && value.brand === brand;
}

import type { ErrorCode } from "#lib/errors.ts";

// A sentence that says what happened and, where there is one, the next step.
export const errors = {
  bad_request: "The request could not be read. Load the page again.",
  malformed_json: "The request was not valid JSON.",
  invalid_input: "Something in the form is not as expected. Check the fields.",
  body_too_large: "That is too much at once: 64 kB is the most.",
  content_type_unsupported: "The request came in a form that the portal does not take.",
  header_malformed: "The request carried a malformed header.",
  method_not_allowed: "That cannot be done at this address.",
  cross_origin_refused:
    "The request did not come from this portal's own page. Open the portal by its usual address.",
  not_found: "There is nothing here.",
  too_many_requests: "Too many requests. Wait a moment.",
  sign_in_required: "You are signed out. Sign in again.",
  sign_in_failed: "The e-mail address or the password is wrong.",
  sign_in_refused: "Signing in was refused. Start again.",
  person_disabled: "Your access is disabled. Ask an owner of this portal.",
  too_many_attempts: "Too many attempts. Wait 15 minutes and try again.",
  identity_provider_failed:
    "The identity provider could not be reached, or its answer was refused. Try again.",
  not_allowed: "Your portal role does not allow this.",
  recent_sign_in_required: "This change needs a sign-in of the last five minutes. Sign out and in again.",
  setup_done: "This portal has its first owner already. Sign in.",
  setup_token_invalid: "The setup token is wrong. The server's log has the one of its latest start.",
  person_not_found: "There is no such person any more.",
  email_taken: "Someone with this e-mail address signs in already.",
  last_owner: "This is the last owner. Make somebody else an owner first.",
  password_too_short: "A password needs at least 12 characters.",
  password_too_long: "A password may have at most 256 characters.",
  role_not_found: "There is no such role in the catalogue.",
  account_not_found: "There is no such account in the catalogue.",
  role_exists: "This role is in the catalogue already.",
  role_reference_too_long: "That is longer than any role ARN: 2,048 characters is the most.",
  role_arn_malformed:
    "That is not a role ARN. One looks like arn:aws:iam::111122223333:role/Admin; an account id and role name also work.",
  not_a_role_arn: "That ARN names something other than an IAM role.",
  session_arn_not_role:
    "That is the ARN of a role session, without the role's path. Paste the role's own ARN from IAM.",
  role_path_malformed: "The role's path is malformed. It starts and ends with a slash.",
  account_id_malformed: "An account id has exactly twelve digits.",
  account_alias_unsupported: "That names the account by its alias. Use its twelve digits.",
  partition_unknown: "That partition is unknown. There are aws, aws-cn, aws-us-gov and aws-eusc.",
  role_name_malformed: "A role name has 1 to 64 letters, digits or + = , . @ _ -.",
  switch_role_link_malformed: "That switch-role link lacks an account or a role name.",
  destination_refused:
    "A destination is a page of this partition's AWS console: a path such as /cloudwatch/home, or its https address.",
  region_unknown: "That is not a region of this partition.",
  color_malformed: "A colour is six hexadecimal digits, such as #d13212.",
  duration_out_of_range: "A duration is from 15 minutes to 12 hours, in whole seconds.",
  assignment_not_found: "That assignment has been revoked.",
  assignment_exists: "This role is assigned to this person already.",
  assignment_empty: "Allow the console, credentials, or both.",
  role_not_assigned: "There is no such role, or it is not assigned to you. Ask an owner of this portal.",
  use_not_assigned: "This role is assigned to you, but not for this use. Ask an owner of this portal.",
  issue_discarded:
    "Your assignment or the role changed just now, so nothing was issued. Load the page again.",
  issue_limit_reached: "You asked for more than {most} role sessions within a minute. Wait a little.",
  portal_busy: "The portal is busy. Try again shortly.",
  audit_unavailable: "The audit log cannot be written, so nothing was done. Tell whoever runs this portal.",
  database_unavailable: "The portal's database cannot be reached. Tell whoever runs this portal.",
  aws_source_missing:
    "The portal has no AWS credentials of its own. Whoever runs it gives the server an identity: environment, profile, web identity, ECS or EC2.",
  aws_source_invalid:
    "AWS does not accept the portal's own access key. Whoever runs the portal must replace it.",
  aws_source_expired:
    "The portal's own AWS credentials have expired. Whoever runs the portal must renew them.",
  aws_source_refused:
    "AWS refuses to give the portal its own identity. Whoever runs the portal checks the trust policy of the role it runs under.",
  aws_not_allowed:
    "AWS refused {action} on {roleArn} for {principal}. Check in this order: the role still exists; its trust policy trusts this identity, with its ExternalId, SourceIdentity and MFA conditions; this identity's policy allows {action} on the role.",
  aws_identity_policy_refused:
    "The portal's side refused: the identity policy of {principal} must allow {action} on {roleArn}.",
  aws_trust_policy_refused:
    "The role's side refused: the trust policy of {roleArn} must trust {principal}, under the conditions it sets.",
  aws_source_identity_refused:
    "The role's side refused: the trust policy of {roleArn} must also allow sts:SetSourceIdentity for {principal}, or an owner turns SourceIdentity off for this role.",
  aws_duration_refused:
    "The role's own maximum session duration in AWS is shorter than what was asked for. Choose less, or raise it on the role.",
  aws_chaining_limit:
    "One hour is the most here, because the portal itself runs under a role (role chaining). Choose one hour or less.",
  aws_parameter_refused: "AWS refused one of the values of this role. Ask an owner to check its settings.",
  aws_region_disabled: "AWS STS is not activated in this region for the account.",
  aws_clock_skew:
    "The portal's clock is off, so AWS refuses its signature. Whoever runs the portal must synchronise it.",
  aws_policy_too_large: "The session policy and tags are too large together for AWS STS.",
  aws_throttled: "AWS is refusing requests for a moment. Try again in a minute.",
  aws_federation_refused:
    "AWS sign-in refused the role session, so the console cannot open. Credentials of this role may still work.",
  aws_reply_invalid:
    "AWS answered with something that does not fit the question. Nothing was issued. Try again.",
  aws_timeout: "AWS did not answer in time. Nothing was issued. Try again.",
  aws_unavailable:
    "AWS could not be reached, or something else answered in its place. Nothing was issued. Try again.",
  internal_error: "Something in the portal failed. The request id finds it in the log.",
} as const satisfies Record<ErrorCode, string>;

import type { ErrorCode } from "#lib/errors.ts";

// A sentence that says what happened and, where there is one, the next step.
export const errors = {
  bad_request: "The request could not be read. Load the page again.",
  malformed_json: "The request was not valid JSON.",
  invalid_input: "Something in the form is not as expected. Check the fields.",
  body_too_large: "That is too much at once: 64 kB is the most, and 9 MB where a file is sent.",
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
  role_in_use:
    "Credential sources go through this role: {sources}. Remove them, or let them go another way, first.",
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
  assignment_exists: "The same is assigned to the same person or group already.",
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
  second_factor_required:
    "This role asks for a fresh code from your authenticator app. Give the six digits and try again.",
  second_factor_not_enrolled:
    "This role asks for a second factor, and you have none here yet. Set up an authenticator app in your settings.",
  second_factor_enrolled: "An authenticator app is set up already. Remove it first.",
  second_factor_code_wrong:
    "That code is not the authenticator app's for now. Check the clock of its device and give the next one.",
  second_factor_code_used: "That code was used already. Wait for the next one.",
  mfa_code_required: "This role wants AWS MFA. Give the six digits of the device {serialNumber}.",
  mfa_code_malformed: "An MFA code is six digits.",
  mfa_code_reused: "That MFA code was used already, and AWS takes each only once. Wait for the next one.",
  mfa_serial_malformed:
    "An MFA device's serial number has 9 to 256 letters, digits or + = / : , . @ _ -. A virtual device's looks like arn:aws:iam::111122223333:mfa/name.",
  mfa_serial_missing:
    "This role wants AWS MFA, but its credential source names no MFA device. Name yours, or an owner sets one at the source.",
  mfa_unsupported:
    "This role wants AWS MFA, but its credential source is no IAM user, and only an IAM user has MFA devices. An owner chooses the access key of a user as the source.",
  aws_mfa_code_refused:
    "AWS refused the MFA code for {serialNumber}. Give the next one; if it is refused too, the serial number is not the device's, or its clock is off.",
  source_not_found: "There is no such credential source.",
  source_name_taken: "A credential source has this name already.",
  source_in_use:
    "Roles or accounts still use this credential source: {users}. Choose another for them first.",
  source_test_needs_role:
    "A web identity is nobody until a role is assumed with it. Choose this source for a role, then test it.",
  source_chain_loops: "That chain of roles comes back to itself: {chain}.",
  source_chain_too_long: "A chain has at most five roles; this one would have {length}: {chain}.",
  source_role_missing:
    "The role that this one is assumed through has left the catalogue. An owner chooses another credential source.",
  access_key_malformed:
    "That is not the access key of an IAM user: an id starts with AKIA and has 16 to 128 capitals and digits, a secret has 16 to 128 characters without spaces.",
  access_key_of_another:
    "The new key belongs to {principal}, the key in use to {owner}. A source stays the same user's: add another source for another user.",
  sealed_secret_unreadable:
    "A stored secret cannot be opened: it was sealed under another GENKAN_SECRET or for another row. An owner enters it anew.",
  issuer_url_malformed: "AWS takes an OpenID issuer only at an https address, without query or fragment.",
  issuer_url_has_port:
    "AWS takes an OpenID issuer only without a port. Serve it at the standard port 443, and name it without one.",
  audience_malformed: "An audience is 1 to 255 printable characters without spaces.",
  aws_profile_unknown: "The server's AWS config has no profile named {profile}.",
  aws_profile_unusable:
    "The profile {profile} of the server's AWS config gives no credentials here: {reason}.",
  aws_environment_missing: "The server's environment has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  aws_metadata_unreachable:
    "The EC2 instance metadata service did not answer within two seconds. The server is not on EC2, has no instance role, or the hop limit of IMDSv2 is 1 in a container.",
  aws_container_unreachable:
    "The container credentials endpoint did not answer. The server is not an ECS task or EKS pod with a role, or the endpoint's token is wrong.",
  external_id_malformed: "An ExternalId has 2 to 1,224 letters, digits or + = , . @ : / _ -.",
  session_name_malformed:
    "A session name is '{person}' with letters, digits or + = , . @ _ - around it, 64 characters at most.",
  session_name_too_long:
    "Your session name here would have {length} characters, and AWS takes 64. An owner shortens what stands around it at this role.",
  too_many_tags: "AWS takes at most 50 session tags.",
  tag_key_malformed:
    "The tag key {key} is not one that AWS takes: 1 to 128 letters, digits, spaces or _ . : / = + - @, not starting with aws:.",
  tag_key_repeated: "The tag key {key} is there twice; AWS tells no capitals from small letters.",
  tag_value_malformed:
    "The value of the tag {key} is not one that AWS takes: at most 256 letters, digits, spaces or _ . : / = + - @.",
  tag_value_too_long: "The value of the tag {key} would have {length} characters for you, and AWS takes 256.",
  template_variable_unknown: "There is no {variable}. A value may name {known}.",
  session_policy_malformed: "That is not an IAM policy: {reason}.",
  session_policy_too_long:
    "Session policy and policy ARNs have {length} characters together, and AWS takes 2,048.",
  policy_arn_malformed:
    "{arn} is not the ARN of a managed policy. One looks like arn:aws:iam::aws:policy/ReadOnlyAccess.",
  too_many_policy_arns: "AWS takes at most 10 policy ARNs for a session.",
  read_only_unavailable:
    "This role has a session policy of its own, and AWS adds two session policies up instead of narrowing. Read-only is not possible here.",
  address_not_bindable:
    "AWS would not see your address {address}, so credentials bound to it would work nowhere. Reach the portal over the internet, or go without the binding.",
  aws_role_missing: "The role {roleArn} does not exist in AWS any more.",
  aws_external_id_refused:
    "The role's side refused: the trust policy of {roleArn} expects another ExternalId than the portal sends.",
  aws_mfa_missing:
    "The role's side refused: the trust policy of {roleArn} requires MFA. An owner turns MFA on for this role here.",
  aws_tags_refused:
    "The role's side refused: the trust policy of {roleArn} must also allow sts:TagSession for {principal}, or an owner has this role go without session tags.",
  aws_tags_missing:
    "The role's side refused: the trust policy of {roleArn} requires a session tag that this role is assumed without. An owner adds it at the role's options.",
  aws_source_identity_missing:
    "The role's side refused: the trust policy of {roleArn} requires a SourceIdentity, and this role is set to go without. An owner turns SourceIdentity on for it.",
  aws_tags_conflict:
    "AWS refused the session tags: a role earlier in the chain has set one of them for good.",
  aws_source_identity_set:
    "AWS refused the SourceIdentity: the identity that the portal runs under has one already, and it cannot change along a chain.",
  aws_policy_arn_unknown:
    "One of the policy ARNs of this role's session policy does not exist in its account.",
  aws_session_policy_refused: "AWS refused the session policy of this role as malformed.",
  aws_web_identity_refused:
    "AWS refused the portal's identity token: the role's account has no OpenID provider for {issuer}, or not for this audience.",
  aws_issuer_unreachable:
    "AWS could not fetch the portal's keys from {issuer}. The issuer must be reachable from the internet by https.",
  person_signed_in_already: "This person has signed in already, so no invitation is needed.",
  invitation_not_found: "There is no such invitation any more.",
  invitation_invalid:
    "This invitation has been used, revoked or has ended. Ask whoever invited you for a new one.",
  identity_taken: "The account of your identity provider belongs to another person of this portal already.",
  group_not_found: "There is no such group any more.",
  group_name_taken: "There is a group of this name already.",
  group_claim_taken: "Another group takes its members from this value of the groups claim already.",
  member_by_claim:
    "The identity provider put {person} into this group. Take them out there, or change the group's claim.",
  token_invalid: "The access token is unknown, has ended or was revoked.",
  token_scope_missing: "The access token lacks the scope {scope}.",
  token_not_accepted: "This takes a browser's sign-in, not an access token.",
  token_not_found: "There is no such access token any more.",
  too_many_tokens: "A person has at most {most} access tokens. Revoke one first.",
  too_many_token_roles: "A token is limited to at most {most} roles. Choose fewer.",
  authorization_request_malformed:
    "The AWS client asked in a way that cannot be answered: {parameter} is missing or wrong. Start its sign-in again.",
  client_unknown:
    "No AWS client of this portal has that registration any more. Start its sign-in again; with the AWS CLI, run aws sso logout first.",
  redirect_uri_refused:
    "The AWS client wants the answer sent to an address that it did not register, or that is not on your own machine. Nothing was sent.",
  user_code_wrong:
    "No sign-in waits under this code. It may have ended or been answered: compare it with the one in your terminal.",
  device_codes_off:
    "Signing in by device code is turned off in this portal. Use a client that opens the browser by itself, or ask an owner.",
  client_sign_in_not_found: "There is no such client sign-in any more.",
  cursor_malformed: "That page of the list does not exist. Start from the first page.",
  assignment_ends_before_start: "An assignment must end after it starts.",
  principal_missing: "Name one person or one group.",
  target_missing: "Name a role, or at least one of account, role name pattern and tag.",
  role_name_pattern_malformed:
    "A role name pattern has 1 to 128 letters, digits or + = , . @ _ - and the wildcards * and ?.",
  account_exists: "This account is in the catalogue already.",
  account_in_use:
    "The account has {roles, plural, one {# role} other {# roles}} and {assignments, plural, one {# assignment} other {# assignments}}. Remove them first.",
  plan_changed: "The catalogue changed since this preview was made. Look at the new preview, then apply it.",
  plan_refused:
    "{count, plural, one {# entry} other {# entries}} of the file cannot be applied, so nothing was. The plan says which and why.",
  import_malformed:
    "That cannot be read as {format}: {reason, select, too_long {it is longer than 2 MB} empty {there is nothing in it} no_section {no line of it is a [section]} no_header {its first line names neither role_arn nor account_id} quote_open {a quoted cell does not end where it should} too_many_rows {it has more than 20,000 rows} other {{reason}}}.",
  catalogue_file_malformed: "The catalogue file is wrong at {place}: {reason}.",
  own_role_refused: "No rule of this portal lets you add that role for yourself. Ask an owner.",
  own_role_is_portal: "That is an identity of the portal itself. It cannot be added as a role.",
  too_many_own_roles: "You have {most} roles of your own, the most there may be. Remove one first.",
  own_role_rule_not_found: "There is no such rule any more.",
  account_pattern_malformed: "An account pattern is twelve digits, or digits with the wildcards * and ?.",
  reason_required: "This role asks for a reason. Say why you need it.",
  aws_not_in_organization:
    "The account of this credential source is not the management account or a delegated administrator of an AWS organization.",
  internal_error: "Something in the portal failed. The request id finds it in the log.",
} as const satisfies Record<ErrorCode, string>;

export const transfer = {
  title: "Import and export",
  /** Why a plan refuses what could be read; `lib/transfer/plan-view.ts`. */
  planReasons: {
    managed_by_other: "The catalogue file {by} owns this.",
    person_ambiguous:
      "Several people have this e-mail address. Write the session name of the one who is meant.",
    source_owner_only: "This needs a credential source that is not there, and only owners add one.",
    account_refused: "Its account is refused.",
    assigned_by_others:
      "{count, plural, one {# assignment} other {# assignments}} that the file does not own would go with this. Revoke them first.",
    entry_repeated: "This is there more than once. The first one counts.",
    field_malformed: "The value of {field} is too long, too short or not allowed.",
  },
  /** Why an entry of a file is left out, and what is worth knowing of one; `lib/transfer/entry-reasons-view.ts`. */
  reasons: {
    role_reference_too_long: "This is longer than 2,048 characters, which no role ARN is.",
    role_arn_malformed: "This is not a role's ARN. One reads arn:aws:iam::111122223333:role/Name.",
    partition_unknown: "The partition is not one of aws, aws-cn, aws-us-gov and aws-eusc.",
    not_a_role_arn: "This ARN names something other than an IAM role.",
    session_arn_not_role: "This ARN names a role session, not the role.",
    account_id_malformed: "An account id has exactly twelve digits.",
    account_alias_unsupported:
      "This is an account alias, which only AWS can resolve. Put the account's twelve digits in its place.",
    role_name_malformed: "A role name has 1 to 64 letters, digits and _ + = , . @ -.",
    role_path_malformed:
      "A role path starts and ends with a slash and has at most 512 printable characters without blanks.",
    role_missing: "This names no role.",
    role_contradicts: "The role's ARN does not fit the account id or the role name beside it.",
    role_repeated: "This role is in the file already, at {first}. The first one counts.",
    account_repeated: "Account {account} is told of otherwise at {first}. The first one counts.",
    external_id_malformed: "An ExternalId has 2 to 1,224 letters, digits or + = , . @ : / _ -.",
    credential_source_unknown:
      "credential_source is one of Environment, Ec2InstanceMetadata and EcsContainer.",
    two_sources: "This has both source_profile and credential_source; AWS's clients refuse that.",
    source_loop: "This role is reached through itself.",
    source_refused: "The role that this one is reached through cannot be taken.",
    source_unmapped:
      "The profile {source} holds keys of its own or is not in the file. The account's credential source is taken in its place, unless you choose another.",
    source_missing: "The file does not say who assumes this role. The account's credential source is taken.",
    web_identity_not_taken:
      "This role is assumed with a token file. The account's credential source is taken in its place.",
    mfa_device_not_taken:
      "The role is marked as demanding MFA. The device {device} is a person's own and is not taken: each person, or the credential source, names theirs.",
    sso_permission_set:
      "{permissionSet} is a permission set of IAM Identity Center, not a role of that name. Make a role called {permissionSet} in account {account} that trusts the portal, or leave this entry out.",
    sso_session_missing: "The section [sso-session {session}] is not in the file. The partition is a guess.",
    region_unknown: "That is no region of the partition {partition}. It is left out.",
    duration_out_of_range: "A duration is {least} to {most} seconds. It is left out.",
    color_malformed: "A colour is six hexadecimal digits, such as d13212. It is left out.",
    tags_malformed: "Tags read key=value;key=value, each key once. They are left out.",
    choice_malformed: "This is neither yes nor no. It is left out.",
    text_shortened: "{field} is longer than {most} characters and was shortened.",
    holds_secret: "This holds a piece of a secret, such as an access key. It is not taken, and not shown.",
    line_unreadable: "This line is neither a setting nor a [section]. It is left out.",
    outside_section: "This line stands before the first [section]. It is left out.",
    section_repeated:
      "This section is in the file before line {line} as well. Both are taken as one, as SDKs do; the AWS CLI refuses such a file.",
    setting_repeated: "{setting} is there more than once. The last one counts.",
    setting_indented:
      "{setting} stands deeper than the line before, and the AWS CLI takes it for a part of that line. It is taken as a setting.",
    setting_not_taken: "{setting} has no place in the catalogue and is not taken.",
    column_not_taken: "The column {column} is not known and is not taken.",
  },
} as const;

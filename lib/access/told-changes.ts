import type { AppError, ErrorCode } from "#lib/errors.ts";
import type { SuggestedChange, SuggestedChangeKind } from "./role-check-view.ts";
import type { RoleToAssume } from "./role-to-assume.ts";
import { changeOptions, tell } from "./suggest-changes.ts";

type Told = { code: ErrorCode; certainty: "told"; changes: readonly SuggestedChange[] };

/** What to change where AWS, or the portal itself, says plainly what is wrong. */
export function toldChanges(error: AppError, role: RoleToAssume | null): Told {
  return { code: error.code, certainty: "told", changes: changesOf(error, role) };
}

function changesOf(error: AppError, role: RoleToAssume | null): SuggestedChange[] {
  const options = (what: SuggestedChangeKind, document: object) =>
    role ? [changeOptions(role, what, document)] : [];
  switch (error.code) {
    case "aws_policy_arn_unknown":
      return options("drop_policy_arns", { sessionPolicyArns: [] });
    case "aws_session_policy_refused":
      return options("drop_session_policy", { sessionPolicy: null });
    case "aws_policy_too_large":
    case "session_policy_too_long":
      return options("drop_tags_or_policy", { tagsSent: false });
    case "aws_tags_conflict":
    case "tag_value_too_long":
      return options("leave_out_tags", { tagsSent: false });
    case "session_name_too_long":
      return options("rename_session", { sessionName: null });
    case "aws_source_identity_set":
      return options("leave_out_source_identity", { sourceIdentity: false });
    case "mfa_unsupported":
      return options("no_mfa", { requiresMfa: false });
    case "aws_source_invalid":
    case "sealed_secret_unreadable":
      return [tell("portal", "replace_key")];
    case "aws_source_missing":
    case "aws_source_expired":
    case "aws_source_refused":
    case "aws_environment_missing":
    case "aws_metadata_unreachable":
    case "aws_container_unreachable":
    case "aws_profile_unknown":
    case "aws_profile_unusable":
      return [tell("server", "give_identity")];
    case "source_role_missing":
    case "source_chain_loops":
    case "source_chain_too_long":
      return [tell("portal", "choose_source")];
    case "aws_clock_skew":
      return [tell("server", "set_clock")];
    case "aws_issuer_unreachable":
      return [tell("server", "publish_issuer")];
    case "aws_throttled":
    case "portal_busy":
      return [tell("server", "wait")];
    case "aws_timeout":
    case "aws_unavailable":
    case "aws_reply_invalid":
      return [tell("server", "reach_aws")];
    default:
      return [];
  }
}

import { renderBoto3 } from "./boto3.ts";
import { checkOwnKeys } from "./check-own-keys.ts";
import { renderCodeCommit, renderCodeCommitUndo } from "./codecommit.ts";
import { renderConfigCredentialSource } from "./config-credential-source.ts";
import { renderConfigSourceProfile } from "./config-source-profile.ts";
import { renderJavaScript } from "./javascript.ts";
import type { OwnKeysKind } from "./own-keys-kinds.ts";
import type { OwnKeysChoices, OwnKeysRole } from "./own-keys-role.ts";

/**
 * The text to paste or save; ends with a newline. Pure, and without any secret: an ExternalId is none.
 *
 * Throws `CredentialsRenderError` (`credential_value_refused`, with the field) when a value is outside its alphabet.
 */
export function renderOwnKeys(kind: OwnKeysKind, role: OwnKeysRole, choices: OwnKeysChoices): string {
  checkOwnKeys(role, choices);
  switch (kind) {
    case "config-source-profile":
      return renderConfigSourceProfile(role, choices);
    case "config-environment":
      return renderConfigCredentialSource(role, "Environment");
    case "config-instance-metadata":
      return renderConfigCredentialSource(role, "Ec2InstanceMetadata");
    case "config-container":
      return renderConfigCredentialSource(role, "EcsContainer");
    case "codecommit":
      return renderCodeCommit(role, choices);
    case "codecommit-undo":
      return renderCodeCommitUndo(role, choices);
    case "boto3":
      return renderBoto3(role, choices);
    case "javascript":
      return renderJavaScript(role, choices);
    default:
      return kind satisfies never;
  }
}

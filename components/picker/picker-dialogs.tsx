"use client";

import { CredentialsDialog } from "#components/credentials/credentials-dialog.tsx";
import { WhyDialog } from "#components/reach/why-dialog.tsx";
import type { PickerRole } from "#lib/access/picker-role.ts";
import { BookmarkDialog } from "./bookmark-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { OpenWithDialog } from "./open-with-dialog.tsx";
import type { SaveBookmark } from "./use-bookmarks.ts";

export type PickerDialog =
  | { kind: "credentials"; role: PickerRole; readOnly: boolean }
  | { kind: "bookmark"; role: PickerRole }
  | { kind: "openWith" | "why"; role: PickerRole }
  | { kind: "keys" };

/** The one dialog that is open. */
export function PickerDialogs(props: {
  dialog: PickerDialog;
  lastPosition: number;
  folderNames: readonly string[];
  /** Whether the viewer can check roles. */
  mayCheck: boolean;
  close: () => void;
  save: SaveBookmark;
}) {
  const { dialog, lastPosition, mayCheck, close, save } = props;
  switch (dialog.kind) {
    case "credentials":
      return (
        <CredentialsDialog
          role={dialog.role}
          readOnly={dialog.readOnly}
          checkHref={mayCheck ? `/admin/roles/${encodeURIComponent(dialog.role.id)}` : null}
          onClose={close}
          rememberFormat={(format) => save(dialog.role, { format })}
        />
      );
    case "bookmark":
      return (
        <BookmarkDialog
          role={dialog.role}
          lastPosition={lastPosition}
          folderNames={props.folderNames}
          onClose={close}
          save={save}
        />
      );
    case "openWith":
      return <OpenWithDialog role={dialog.role} onClose={close} />;
    case "why":
      return <WhyDialog role={dialog.role} person={null} onClose={close} />;
    case "keys":
      return <KeysDialog onClose={close} />;
    default:
      return dialog satisfies never;
  }
}

"use client";

import type { useDialog } from "#components/admin/use-dialog.ts";
import type { NewInvitation } from "#lib/people/invitation-view.ts";
import type { PersonListItem } from "#lib/people/person-list-view.ts";
import type { PersonView } from "#lib/people/person-view.ts";
import { AddPersonDialog } from "./add-person-dialog.tsx";
import { type AddedToGroup, AddToGroupDialog } from "./add-to-group-dialog.tsx";
import { EditPersonDialog } from "./edit-person-dialog.tsx";
import { EnablementDialog } from "./enablement-dialog.tsx";
import { InvitationReadyDialog } from "./invitation-ready-dialog.tsx";
import { InvitePersonDialog } from "./invite-person-dialog.tsx";
import type { Self } from "./may-change-person.ts";
import { NewPasswordDialog } from "./new-password-dialog.tsx";
import { PersonReadyDialog } from "./person-ready-dialog.tsx";
import { RenewInvitationDialog } from "./renew-invitation-dialog.tsx";
import { ResetSecondFactorDialog } from "./reset-second-factor-dialog.tsx";
import { RevokeInvitationDialog } from "./revoke-invitation-dialog.tsx";
import type { SortedOut } from "./sort-out-people.ts";
import { TurnPeopleDialog } from "./turn-people-dialog.tsx";
import type { PersonAction } from "./use-person-menu.ts";

export type PeopleDialog =
  | { kind: "add" | "invite" }
  | { kind: "invited"; invited: NewInvitation }
  | { kind: "ready"; person: PersonView; password: string | null; added: boolean }
  | { kind: PersonAction; person: PersonListItem }
  | { kind: "turn"; sorted: SortedOut; disable: boolean }
  | { kind: "group"; personIds: readonly string[] };

type PeopleDialogsProps = {
  dialog: ReturnType<typeof useDialog<PeopleDialog>>;
  self: Self;
  onTurned: (turned: readonly PersonListItem[], disabled: boolean) => void;
  onGrouped: (added: AddedToGroup) => void;
};

/** Whichever dialog of the people's page is open. */
export function PeopleDialogs({ dialog, self, onTurned, onGrouped }: PeopleDialogsProps) {
  const { which, open, close } = dialog;
  const invited = (made: NewInvitation) => open({ kind: "invited", invited: made });
  switch (which?.kind) {
    case undefined:
      return null;
    case "add":
      return (
        <AddPersonDialog
          self={self}
          onAdded={(person, password) => open({ kind: "ready", person, password, added: true })}
          onClose={close}
        />
      );
    case "invite":
      return <InvitePersonDialog self={self} onInvited={invited} onClose={close} />;
    case "invited":
      return <InvitationReadyDialog invited={which.invited} onClose={close} />;
    case "ready":
      return <PersonReadyDialog {...which} onClose={close} />;
    case "edit":
      return <EditPersonDialog person={which.person} self={self} onClose={close} />;
    case "renew":
      return <RenewInvitationDialog person={which.person} onInvited={invited} onClose={close} />;
    case "revoke":
      return <RevokeInvitationDialog person={which.person} onClose={close} />;
    case "password":
      return (
        <NewPasswordDialog
          person={which.person}
          self={which.person.id === self.id}
          onSet={(password) =>
            password === null
              ? close()
              : open({ kind: "ready", person: which.person, password, added: false })
          }
          onClose={close}
        />
      );
    case "secondFactor":
      return <ResetSecondFactorDialog person={which.person} onClose={close} />;
    case "enablement":
      return <EnablementDialog person={which.person} self={which.person.id === self.id} onClose={close} />;
    case "turn":
      return (
        <TurnPeopleDialog
          sorted={which.sorted}
          disable={which.disable}
          onEnd={(turned) => onTurned(turned, which.disable)}
        />
      );
    case "group":
      return <AddToGroupDialog personIds={which.personIds} onAdded={onGrouped} onClose={close} />;
    default:
      return which satisfies never;
  }
}

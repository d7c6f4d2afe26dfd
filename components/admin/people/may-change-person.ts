import type { PersonListItem } from "#lib/people/person-list-view.ts";
import type { PersonView } from "#lib/people/person-view.ts";

/** Whoever looks at the page. */
export type Self = { id: string; portalRole: PersonView["portalRole"] };

/** Whether somebody is offered to change a person: owners everybody, admins members and auditors. */
export function mayChangePerson(self: Self, { portalRole }: Pick<PersonView, "portalRole">): boolean {
  if (self.portalRole === "owner") return true;
  return self.portalRole === "admin" && (portalRole === "member" || portalRole === "auditor");
}

/** Whether a person has no way to sign in yet and so can be given a link. */
export function canBeInvited({ signsInWith, disabledAt }: PersonListItem): boolean {
  return signsInWith.length === 0 && disabledAt === null;
}

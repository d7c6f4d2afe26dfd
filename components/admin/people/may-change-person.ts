import type { PersonListItem } from "#lib/people/person-list-view.ts";
import type { PersonView } from "#lib/people/person-view.ts";

/** Whoever looks at the page. */
export type Self = { id: string; portalRole: PersonView["portalRole"] };

/** Whether somebody is offered to change a person: owners everybody, admins members and auditors. */
export function mayChangePerson(self: Self, { portalRole }: Pick<PersonView, "portalRole">): boolean {
  if (self.portalRole === "owner") return true;
  return self.portalRole === "admin" && (portalRole === "member" || portalRole === "auditor");
}

/** Whether somebody is offered to end what is signed in as a person: as to change them, and managers their own. */
export function mayEndOfPerson(self: Self, person: Pick<PersonView, "id" | "portalRole">): boolean {
  const manages = self.portalRole === "owner" || self.portalRole === "admin";
  return mayChangePerson(self, person) || (manages && person.id === self.id);
}

/** Whether a person has no way to sign in yet and so can be given a link. */
export function canBeInvited({ signsInWith, disabledAt }: PersonListItem): boolean {
  return signsInWith.length === 0 && disabledAt === null;
}

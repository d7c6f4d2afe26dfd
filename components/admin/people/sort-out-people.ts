import type { PersonListItem } from "#lib/people/person-list-view.ts";
import { mayChangePerson, type Self } from "./may-change-person.ts";

export type SortedOut = {
  /** Who is to be disabled, or enabled. */
  turning: readonly PersonListItem[];
  /** How many are so already. */
  already: number;
  /** Whether whoever looks is among them: a selection locks nobody out of the page it was made on. */
  self: boolean;
  /** How many are not theirs to change. */
  notYours: number;
};

/** Of people selected, those whom disabling (or enabling) them all changes, and why the others stay out of it. */
export function sortOutPeople(people: readonly PersonListItem[], self: Self, disable: boolean): SortedOut {
  const others = people.filter(({ id }) => id !== self.id);
  const changeable = others.filter((person) => mayChangePerson(self, person));
  const turning = changeable.filter(({ disabledAt }) => (disabledAt === null) === disable);
  return {
    turning,
    already: changeable.length - turning.length,
    self: others.length < people.length,
    notYours: others.length - changeable.length,
  };
}

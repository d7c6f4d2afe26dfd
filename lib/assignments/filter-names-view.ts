/** The names of what a list of assignments is narrowed to; null for none, or what is not there. */
export type FilterNames = {
  person: string | null;
  group: string | null;
  role: string | null;
  account: string | null;
};

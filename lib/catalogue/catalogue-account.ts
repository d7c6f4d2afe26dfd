/** An account of the catalogue. */
export type CatalogueAccount = {
  id: string;
  partition: string;
  accountId: string;
  name: string;
  color: string;
  /** The credential source of the account's roles that name none; null for the default one. */
  sourceId: string | null;
  tags: Readonly<Record<string, string>>;
  ouPath: string | null;
};

export const accountColumns = {
  id: true,
  partition: true,
  accountId: true,
  name: true,
  color: true,
  sourceId: true,
  tags: true,
  ouPath: true,
} as const;

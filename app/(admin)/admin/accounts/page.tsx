import type { Metadata } from "next";
import { AccountsAdmin } from "#components/admin/accounts/accounts-admin.tsx";
import { AccountListQuery, listAccountsPage } from "#lib/catalogue/list-accounts-page.ts";
import { listSources } from "#lib/sources/list-sources.ts";
import { adminPage, type PageQuery, readQuery } from "../admin-page.ts";
import { orFirstPage } from "../list-page.ts";
import { listQuery } from "../list-query.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("admin.accounts.title") };
}

/** The AWS accounts of the catalogue, searched, filtered and sorted by the page's address. */
export default async function AccountsPage(props: PageQuery) {
  const { viewer, editable } = await adminPage();
  const query = listQuery(AccountListQuery.shape, await readQuery(props));
  const [page, sources] = await orFirstPage("/admin/accounts", query, () =>
    Promise.all([listAccountsPage(viewer, query), listSources(viewer)]),
  );
  return <AccountsAdmin page={page} query={query} sources={sources} editable={editable} />;
}

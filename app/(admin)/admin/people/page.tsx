import type { Metadata } from "next";
import { PeopleAdmin } from "#components/admin/people/people-admin.tsx";
import { listPeople } from "#lib/people/list-people.ts";
import { adminPage, orNotFound } from "../admin-page.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await adminPage();
  return { title: t("admin.people.title") };
}

/** Everyone who may sign in. */
export default async function PeoplePage() {
  const { viewer, editable } = await adminPage();
  const people = await orNotFound(() => listPeople(viewer));
  return <PeopleAdmin people={people} selfId={viewer.personId} editable={editable} />;
}

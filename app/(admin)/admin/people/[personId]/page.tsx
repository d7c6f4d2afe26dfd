import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PersonDetail } from "#components/admin/people/person-detail.tsx";
import { ReachOfPerson } from "#components/reach/reach-of-person.tsx";
import { drawReachOfPerson } from "#lib/access/draw-reach-of-person.ts";
import { listReachOfPerson, ReachOfPersonInput } from "#lib/access/list-reach-of-person.ts";
import { isAppError } from "#lib/errors.ts";
import { findPersonDetail } from "#lib/people/find-person-detail.ts";
import { listSignedIn } from "#lib/people/list-signed-in.ts";
import { adminPage, orNotFound, type PageQuery, readQuery } from "../../admin-page.ts";
import { orFirstPage } from "../../list-page.ts";
import { listQuery } from "../../list-query.ts";

type PersonPageProps = PageQuery & { params: Promise<{ personId: string }> };

export async function generateMetadata({ params }: PersonPageProps): Promise<Metadata> {
  const { person } = await readPerson(params);
  return { title: person.name };
}

/** One person: who they are, what is signed in as them, and what they reach and why. */
export default async function PersonPage(props: PersonPageProps) {
  const { viewer, person } = await readPerson(props.params);
  const query = listQuery(ReachOfPersonInput.shape, await readQuery(props));
  const path = `/admin/people/${encodeURIComponent(person.id)}`;
  const [reach, picture, signedIn] = await orFirstPage(path, query, () =>
    Promise.all([
      listReachOfPerson(viewer, person.id, query),
      drawReachOfPerson(viewer, person.id),
      listSignedIn(viewer, person.id),
    ]),
  );
  return (
    <PersonDetail
      person={person}
      signedIn={signedIn}
      self={{ id: viewer.personId, portalRole: viewer.portalRole }}
    >
      <ReachOfPerson reach={reach} picture={picture} groups={person.groups} query={query} />
    </PersonDetail>
  );
}

async function readPerson(params: PersonPageProps["params"]) {
  const { viewer } = await adminPage();
  const { personId } = await params;
  try {
    return { viewer, person: await orNotFound(() => findPersonDetail(viewer, personId)) };
  } catch (error) {
    if (isAppError(error) && error.code === "person_not_found") notFound();
    throw error;
  }
}

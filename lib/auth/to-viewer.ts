import { isPortalRole, type RequestOrigin, type Viewer } from "./viewer.ts";

/** The columns of a person that a viewer is made of. */
export type PersonRow = {
  personId: string;
  name: string;
  email: string;
  sessionName: string;
  portalRole: string;
  locale: string | null;
  theme: string | null;
};

/**
 * A person, with what they proved themselves with and where the request comes from, as a viewer.
 * @returns null for a portal role that there is not
 */
export function toViewer(
  row: PersonRow,
  proof: Pick<Viewer, "signInId" | "accessToken" | "clientSignIn" | "signedInAt">,
  origin: RequestOrigin,
): Viewer | null {
  if (!isPortalRole(row.portalRole)) return null;
  return {
    personId: row.personId,
    name: row.name,
    email: row.email,
    sessionName: row.sessionName,
    portalRole: row.portalRole,
    locale: row.locale === "en" || row.locale === "ja" ? row.locale : null,
    theme: row.theme === "light" || row.theme === "dark" ? row.theme : null,
    ...proof,
    requestId: origin.requestId,
    address: origin.address,
  };
}

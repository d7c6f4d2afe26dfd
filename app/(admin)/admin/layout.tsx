import type { ReactNode } from "react";
import { AdminNav } from "#components/admin/admin-nav.tsx";
import { PortalShell } from "#components/shell/portal-shell.tsx";
import { adminPage } from "./admin-page.ts";

/** The frame of the administration pages. Each page authorizes for itself. */
export default async function AdministrationLayout({ children }: { children: ReactNode }) {
  const { viewer, t, editable } = await adminPage();
  const { name, email, portalRole } = viewer;
  return (
    <PortalShell t={t} viewer={{ name, email, portalRole }}>
      <AdminNav editable={editable} />
      {children}
    </PortalShell>
  );
}

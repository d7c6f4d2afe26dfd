import type { Metadata } from "next";
import { PortalShell } from "#components/shell/portal-shell.tsx";
import { TerminalConfig } from "#components/terminal/terminal-config.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeading } from "#components/ui/page-heading.tsx";
import { listTerminalRoles } from "#lib/access/list-terminal-roles.ts";
import { pageViewer } from "#lib/auth/page-viewer.ts";
import { getTranslator } from "../../get-translator.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator();
  return { title: t("terminal.title") };
}

export default async function TerminalPage() {
  const viewer = await pageViewer();
  const [t, view] = await Promise.all([getTranslator(), listTerminalRoles(viewer)]);
  const { name, email, portalRole } = viewer;
  return (
    <PortalShell t={t} viewer={{ name, email, portalRole }}>
      <div className="max-w-5xl">
        <PageHeading title={t("terminal.title")} intro={t("terminal.intro")} />
        {view.roles.length === 0 ? (
          <EmptyState title={t("terminal.empty.title")} body={t("terminal.empty.body")} />
        ) : (
          <TerminalConfig view={view} />
        )}
      </div>
    </PortalShell>
  );
}

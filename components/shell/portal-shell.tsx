import type { ReactNode } from "react";
import type { Translator } from "#components/i18n/translator.ts";
import { HeaderTools, type HeaderViewer } from "./header-tools.tsx";
import { SearchLink } from "./search-link.tsx";
import { ShellFrame } from "./shell-frame.tsx";

/** The frame of every signed-in page but the picker: its search leads there. */
export function PortalShell(props: { t: Translator; viewer: HeaderViewer; children: ReactNode }) {
  const { t } = props;
  return (
    <ShellFrame
      labels={{ product: t("common.product"), skip: t("common.skipToContent") }}
      search={<SearchLink />}
      tools={<HeaderTools viewer={props.viewer} />}
    >
      {props.children}
    </ShellFrame>
  );
}

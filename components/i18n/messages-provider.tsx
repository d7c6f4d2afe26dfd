"use client";

import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import type { Messages } from "#messages/messages.ts";
import type { Locale } from "./locales.ts";

/** Gives client components the texts of the viewer's language. Times go through LocalTime, so UTC never shows. */
export function MessagesProvider(props: { locale: Locale; messages: Messages; children: ReactNode }) {
  return (
    <IntlProvider locale={props.locale} messages={props.messages} timeZone="UTC">
      {props.children}
    </IntlProvider>
  );
}

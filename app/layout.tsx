import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/noto-sans-jp/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { MessagesProvider } from "#components/i18n/messages-provider.tsx";
import { Announcer } from "#components/ui/announcer.tsx";
import { messagesOf } from "#messages/messages.ts";
import { requestPreferences } from "./request-preferences.ts";

// Every page is made for one viewer, with one nonce.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { template: "%s · Genkan", default: "Genkan" },
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#141312" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme } = await requestPreferences();
  return (
    <html lang={locale} data-theme={theme}>
      <body>
        <MessagesProvider locale={locale} messages={messagesOf(locale)}>
          <Announcer>{children}</Announcer>
        </MessagesProvider>
      </body>
    </html>
  );
}

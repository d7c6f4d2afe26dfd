"use client";

import "./globals.css";

/** The frame itself threw, so neither the viewer's language nor the messages are known: both are shown. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>Genkan</title>
        <main className="mx-auto grid min-h-dvh max-w-80 content-center gap-4 px-4">
          <h1 className="text-xl font-semibold">This page broke</h1>
          <p>Nothing was changed in AWS. Try again; if it happens twice, tell your administrator.</p>
          <p lang="ja">
            ページを表示できません。もう一度お試しください。繰り返す場合は管理者に伝えてください。
          </p>
          {error.digest === undefined ? null : <p className="text-muted">{error.digest}</p>}
          <button type="button" onClick={reset} className="min-h-8 rounded-md bg-accent px-3 text-on-accent">
            Try again / <span lang="ja">再試行</span>
          </button>
        </main>
      </body>
    </html>
  );
}

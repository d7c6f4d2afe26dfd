import type { signedIn as english } from "../en/signed-in.ts";
import type { Translated } from "../shape.ts";

export const signedIn: Translated<typeof english> = {
  title: "このユーザーとしてサインイン中のもの",
  intro:
    "このポータルで {name} さんとして扱われるブラウザー、AWS クライアント、アクセストークンです。ここで終了すると、次のリクエストから拒否されます。AWS が発行済みの認証情報は、その有効期限まで使えます。",
  none: "{name} さんとしてサインイン中のものはありません。",
  onlyOwners: "オーナーと管理者のサインインを終了できるのはオーナーだけです。",
  first: "種類ごとに、最近使われた 100 件を表示しています。「すべて終了」は残りも終了します。",
  columnWhat: "対象",
  columnSince: "開始",
  columnLastUsed: "最終使用",
  columnEnds: "期限",
  kind: { browser: "ブラウザー", client: "AWS クライアント", token: "アクセストークン" },
  scope: {
    "catalogue:read": "カタログの閲覧",
    "catalogue:write": "カタログの変更",
    "audit:read": "監査ログの閲覧",
    "roles:use": "本人のロールの使用",
    "roles:credentials": "本人のロールの認証情報の取得",
  },
  only: "対象ロール:",
  onlyRole: "{account} の {role}",
  onlyMore: "ほか {count} 個",
  onlyNone: "対象のロールはもうありません",
  sinceAt: "開始 <time></time>",
  lastUsedAt: "最終使用 <time></time>",
  endsAt: "期限 <time></time>",
  from: "{address} から",
  never: "未使用",
  neverUsed: "未使用",
  end: "終了…",
  endOf: "終了… {what}（{address}）",
  revoke: "取り消す…",
  revokeOf: "取り消す… {what}",
  confirm: { browser: "終了", client: "終了", token: "取り消す" },
  confirming: { browser: "終了しています…", client: "終了しています…", token: "取り消し中…" },
  confirmTitle: {
    browser: "{name} さんのこのサインインを終了しますか？",
    client: "{name} さんの AWS クライアントのサインインを終了しますか？",
    token: "{name} さんのこのトークンを取り消しますか？",
  },
  confirmBody: {
    browser:
      "このブラウザーは次のリクエストでサインアウトします。{name} さんの AWS クライアントとアクセストークンはそのまま使えます。",
    client: "次のリクエストから拒否され、もう一度 {name} さんの許可が必要になります。",
    token: "これを使うプログラムは、次のリクエストから拒否されます。元に戻すことはできません。",
  },
  issuedStays:
    "AWS が発行済みのコンソールのセッションと認証情報は期限まで有効です。ポータルからは取り消せません。",
  confirmed: {
    browser: "終了しました: {what}",
    client: "終了しました: {what}",
    token: "取り消しました: {what}",
  },
  endAll: "すべて終了…",
  endAllTitle: "{name} さんとしてサインイン中のものをすべて終了しますか？",
  endAllBrowsers: "{count, plural, other {# 個のブラウザー}}は次のリクエストでサインアウトします。",
  endAllClients:
    "{count, plural, other {# 個の AWS クライアント}}は次のリクエストから拒否され、もう一度許可が必要になります。",
  endAllTokens: "{count, plural, other {# 個のアクセストークン}}を取り消します。元に戻すことはできません。",
  endAllMore: "それまでに {name} さんとしてサインインしたものも、あわせて終了します。",
  endAllMfa: "AWS のために入力した MFA コードは、もう一度必要になります。",
  endAllAgain:
    "{name} さんはすぐにまたサインインできます。ほかの人がサインインできるおそれがあれば、ユーザーを無効にしてください。その場合もすべて終了します。",
  endAllSelf: "自分自身です。このブラウザーもサインアウトします。",
  endAllSubmit: "すべて終了",
  endingAll: "終了しています…",
  endedAll: "{name} さんとしてサインインしていたものをすべて終了しました。",
};

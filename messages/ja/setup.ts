import type { setup as english } from "../en/setup.ts";
import type { Translated } from "../shape.ts";

export const setup: Translated<typeof english> = {
  title: "Genkan のセットアップ",
  intro:
    "最初のオーナーを作成します。オーナーはロール、ユーザー、割り当てを追加できます。この操作は一度だけです。",
  token: "セットアップトークン",
  tokenHint: "起動時にサーバーがログに出力したものです。",
  name: "名前",
  email: "メールアドレス",
  password: "パスワード",
  passwordHint: "12 文字以上。複雑な文字列より、文章のほうが覚えやすくなります。",
  submit: "オーナーになる",
  submitting: "セットアップしています…",
  done: "オーナーを作成しました。",
  alreadyDone: "このポータルはセットアップ済みです。",
  goSignIn: "サインイン",
  noScript: "セットアップには JavaScript が必要です。このサイトで許可してから再読み込みしてください。",
};

import type { signIn as english } from "../en/sign-in.ts";
import type { Translated } from "../shape.ts";

export const signIn: Translated<typeof english> = {
  title: "サインイン",
  email: "メールアドレス",
  password: "パスワード",
  submit: "サインイン",
  submitting: "サインインしています…",
  withProvider: "{name} で続ける",
  leaving: "{name} へ移動しています…",
  or: "または",
  noScript: "サインインには JavaScript が必要です。このサイトで許可してから再読み込みしてください。",
  signedOut: "サインアウトしました。",
  setupNeeded:
    "このポータルにはまだオーナーがいません。起動時にサーバーがログに出力したセットアップ用リンクを開いてください。",
  reason: {
    sign_in_required: "サインインの有効期限が切れました。もう一度サインインしてください。",
    sign_in_failed: "メールアドレスまたはパスワードが一致しません。",
    sign_in_refused: "サインインが拒否されました。",
    person_disabled: "このユーザーは無効になっています。ポータルのオーナーにお問い合わせください。",
    identity_provider_failed: "ID プロバイダーでのサインインが完了しませんでした。もう一度お試しください。",
    invitation_invalid:
      "この招待は使用済みか、取り消されたか、期限切れです。招待した人に新しい招待を依頼してください。",
    identity_taken:
      "ID プロバイダーのそのアカウントは、すでにこのポータルの別の人のものです。招待はまだ使えます。",
    other: "サインインできませんでした。もう一度お試しください。",
  },
};

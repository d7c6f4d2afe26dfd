import type { invitation as english } from "../en/invitation.ts";
import type { Translated } from "../shape.ts";

export const invitation: Translated<typeof english> = {
  title: "招待",
  looking: "招待を確認しています…",
  noToken: "リンクが途中で切れています。送られてきたリンクを最後の文字まで開き直してください。",
  noScript: "招待を受けるには JavaScript が必要です。このサイトで許可してから再読み込みしてください。",
  welcome:
    "{name} さん、{portal} に招待されています。サインインの方法を選んでください。使えるのは一度だけです。",
  endsAt: "招待の期限:",
  withProvider: "{name} で受ける",
  leaving: "{name} へ移動しています…",
  orPassword: "または、このポータルのパスワードを決めてください。",
  email: "メールアドレス",
  password: "新しいパスワード",
  passwordHint: "12 文字以上。記号の組み合わせより、文のほうが覚えやすく安全です。",
  submit: "このパスワードで受ける",
  submitting: "処理しています…",
  goSignIn: "サインインへ",
};

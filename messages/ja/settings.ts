import type { settings as english } from "../en/settings.ts";
import type { Translated } from "../shape.ts";

export const settings: Translated<typeof english> = {
  title: "設定",
  you: "ユーザー",
  appearance: "表示",
  languageSystem: "ブラウザーに合わせる",
  english: "English",
  japanese: "日本語",
  saved: "保存しました",
  signIns: "サインイン中のブラウザー",
  signInsIntro: "心当たりのないサインインは終了してください。次のリクエストから使えなくなります。",
  current: "このブラウザー",
  end: "終了",
  endOf: "{device} のサインインを終了",
  ended: "終了しました: {device}",
  ending: "終了しています…",
  method: { password: "パスワード", oidc: "ID プロバイダー" },
  columnDevice: "ブラウザー",
  columnAddress: "アドレス",
  columnMethod: "方法",
  columnSignedIn: "サインイン日時",
  columnLastSeen: "最終アクセス",
  unknownDevice: "不明なブラウザー",
  device: "{system} の {browser}",
};

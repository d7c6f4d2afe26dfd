import type { open as english } from "../en/open.ts";
import type { Translated } from "../shape.ts";

export const open: Translated<typeof english> = {
  title: "AWS コンソールを開いています",
  asking: "AWS コンソールにサインインしています…",
  askingFor: "AWS コンソールにサインインしています… {seconds} 秒",
  arriving: "移動しています…",
  continue: "AWS コンソールへ進む",
  whyContinue: "ほかのサイトのリンクから来たため、確認するまで何も始めません。",
  refusedTitle: "コンソールを開けませんでした",
  notAssignedTitle: "コンソールは割り当てに含まれていません",
  notAssignedBody:
    "許可されているのは認証情報のみです。コンソールの追加をこのポータルのオーナーに依頼してください。",
  region: "リージョン",
  destination: "ページ",
  destinationHome: "コンソールのホーム",
  duration: "セッションの長さ",
  access: "アクセス",
  accessReadOnly: "読み取り専用",
  worksFrom: "利用できる接続元",
  worksFromHere: "このアドレスのみ",
};

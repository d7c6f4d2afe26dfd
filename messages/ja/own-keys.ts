import type { ownKeys as english } from "../en/own-keys.ts";
import type { Translated } from "../shape.ts";

export const ownKeys: Translated<typeof english> = {
  title: "自分のキーで使う",
  about:
    "自分の AWS アイデンティティがこのロールに信頼されている人のためのものです。秘密の値は含まれず、このポータルも経由しません。",
  loading: "読み込んでいます…",
  kind: "書き出す形",
  sourceProfile: "自分のプロファイル",
  sourceProfileHint: "自分のキーが入っている ~/.aws のプロファイル名です。",
  mfaSerial: "自分の MFA デバイス",
  mfaSerialHint: "デバイスの ARN。ロールが MFA を求めなければ空のままにします。",
  mfaSerialNeeded: "このロールは MFA を求めます。自分のユーザーのデバイスの ARN を入力してください。",
  mfaSerialExample: "arn:aws:iam::111122223333:mfa/device",
  codeCommitRegion: "リポジトリのリージョン",
  codeCommitRegionHint: "空のままなら、ロールのリージョンになります。",
  block: "{kind}（コピー用）",
  copy: "コピー",
  copied: "コピーしました",
  copiedKind: "{kind} をコピーしました",
  switchRole: "AWS コンソールでこのロールに切り替える（新しいタブで開きます）",
  switchRoleHint: "ロールが信頼するユーザーでコンソールにサインインしているときに使えます。",
  kinds: {
    "config-source-profile": "AWS config: プロファイルのキー",
    "config-environment": "AWS config: 環境変数のキー",
    "config-instance-metadata": "AWS config: EC2 インスタンス上",
    "config-container": "AWS config: ECS タスク内",
    codecommit: "git と CodeCommit",
    "codecommit-undo": "git と CodeCommit: 元に戻す",
    boto3: "Python（boto3）",
    javascript: "JavaScript（SDK v3）",
  },
  hints: {
    "config-source-profile":
      "~/.aws/config に追記し、--profile {profile} で使います。自分のキーがロールのものなら、duration_seconds の行を消してください。",
    "config-environment":
      "~/.aws/config に追記し、AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY が設定されたところで --profile {profile} を使います。",
    "config-instance-metadata":
      "インスタンスの ~/.aws/config に追記し、--profile {profile} で使います。インスタンスのロールがこのロールを引き受けます。",
    "config-container":
      "イメージの ~/.aws/config に追記し、--profile {profile} で使います。タスクのロールがこのロールを引き受けます。",
    codecommit:
      "bash、zsh などの POSIX シェルに貼り付けます。CodeCommit についてだけ、git は ~/.aws にあるプロファイル {profile} を使います。ほかのホストは変わりません。",
    "codecommit-undo": "同じシェルに貼り付けると、CodeCommit のヘルパーが取り除かれます。",
    boto3:
      ".py ファイルに保存し、python3 で実行します。session から、どのサービスとリージョンのクライアントも作れます。",
    javascript:
      ".mjs ファイルに保存し、node で実行します。credentials で、どのサービスとリージョンのクライアントも作れます。",
  },
};

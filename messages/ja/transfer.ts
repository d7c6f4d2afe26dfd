import type { transfer as english } from "../en/transfer.ts";
import type { Translated } from "../shape.ts";

export const transfer: Translated<typeof english> = {
  title: "インポートとエクスポート",
  /** Why a plan refuses what could be read; `lib/transfer/plan-view.ts`. */
  planReasons: {
    managed_by_other: "カタログファイル {by} が管理しています。",
    person_ambiguous: "このメールアドレスのユーザーが複数います。セッション名で指定してください。",
    source_owner_only: "存在しない認証情報ソースが必要です。追加できるのはオーナーだけです。",
    account_refused: "アカウントが受け付けられませんでした。",
    assigned_by_others:
      "このファイルが管理していない割り当てが {count} 件、一緒に失われます。先に取り消してください。",
    entry_repeated: "同じものが複数回あります。最初のものだけを使います。",
    field_malformed: "{field} の値が長すぎるか、短すぎるか、使えない値です。",
  },
  reasons: {
    role_reference_too_long: "2,048 文字を超えています。ロールの ARN はそれより短いものです。",
    role_arn_malformed: "ロールの ARN ではありません。arn:aws:iam::111122223333:role/Name のような形です。",
    partition_unknown: "パーティションは aws、aws-cn、aws-us-gov、aws-eusc のいずれかです。",
    not_a_role_arn: "IAM ロール以外のものを指す ARN です。",
    session_arn_not_role: "ロールではなく、ロールセッションの ARN です。",
    account_id_malformed: "アカウント ID はちょうど 12 桁の数字です。",
    account_alias_unsupported:
      "アカウントエイリアスは AWS でしか解決できません。12 桁のアカウント ID に置き換えてください。",
    role_name_malformed: "ロール名は、英数字と _ + = , . @ - からなる 1〜64 文字です。",
    role_path_malformed:
      "ロールのパスは / で始まり / で終わる、空白を含まない 512 文字以内の印字可能文字です。",
    role_missing: "ロールが指定されていません。",
    role_contradicts: "ロールの ARN が、並んでいるアカウント ID またはロール名と一致しません。",
    role_repeated: "このロールは {first} にすでにあります。最初のものが有効です。",
    account_repeated: "アカウント {account} については {first} に別の記述があります。最初のものが有効です。",
    external_id_malformed: "ExternalId は、英数字と + = , . @ : / _ - からなる 2〜1,224 文字です。",
    credential_source_unknown:
      "credential_source は Environment、Ec2InstanceMetadata、EcsContainer のいずれかです。",
    two_sources:
      "source_profile と credential_source の両方があります。AWS のクライアントはこれを受け付けません。",
    source_loop: "自分自身を経由するロールになっています。",
    source_refused: "経由するロールを取り込めません。",
    source_unmapped:
      "プロファイル {source} は独自のキーを持つか、ファイルの中にありません。別の認証情報ソースを選ばないかぎり、アカウントのものを使います。",
    source_missing:
      "このロールを誰が引き受けるのかが書かれていません。アカウントの認証情報ソースを使います。",
    web_identity_not_taken:
      "このロールはトークンファイルで引き受けるものです。代わりにアカウントの認証情報ソースを使います。",
    mfa_device_not_taken:
      "MFA が必要なロールとして登録します。デバイス {device} は個人のものなので取り込みません。各自または認証情報ソースで指定してください。",
    sso_permission_set:
      "{permissionSet} は IAM Identity Center の許可セットであり、その名前のロールではありません。アカウント {account} にポータルを信頼するロール {permissionSet} を作るか、この項目を外してください。",
    sso_session_missing:
      "セクション [sso-session {session}] がファイルにありません。パーティションは推測です。",
    region_unknown: "パーティション {partition} のリージョンではないため、取り込みません。",
    duration_out_of_range: "期間は {least}〜{most} 秒です。取り込みません。",
    color_malformed: "色は d13212 のような 16 進数 6 桁です。取り込みません。",
    tags_malformed: "タグは キー=値;キー=値 の形で、キーの重複はできません。取り込みません。",
    choice_malformed: "「はい」か「いいえ」のどちらでもないため、取り込みません。",
    text_shortened: "{field} が {most} 文字を超えているため、短くしました。",
    holds_secret: "アクセスキーなどの秘密情報の一部が含まれています。取り込まず、表示もしません。",
    line_unreadable: "設定でも [セクション] でもない行です。取り込みません。",
    outside_section: "最初の [セクション] より前にある行です。取り込みません。",
    section_repeated:
      "同じセクションが {line} 行目より前にもあります。SDK と同じように 1 つにまとめます。AWS CLI はこのようなファイルを受け付けません。",
    setting_repeated: "{setting} が 2 回以上あります。最後のものが有効です。",
    setting_indented:
      "{setting} は前の行より深く字下げされており、AWS CLI は前の行の続きとみなします。ここでは独立した設定として扱います。",
    setting_not_taken: "{setting} はカタログに対応する項目がないため、取り込みません。",
    column_not_taken: "列 {column} は不明なため、取り込みません。",
  },
};

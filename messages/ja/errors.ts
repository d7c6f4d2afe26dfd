import type { errors as en } from "../en/errors.ts";
import type { Translated } from "../shape.ts";

export const errors: Translated<typeof en> = {
  bad_request: "リクエストを読み取れませんでした。ページを再読み込みしてください。",
  malformed_json: "リクエストが正しい JSON ではありません。",
  invalid_input: "入力内容に誤りがあります。各項目を確認してください。",
  body_too_large: "データが大きすぎます。上限は 64 kB です。",
  content_type_unsupported: "このポータルが受け付けない形式のリクエストです。",
  header_malformed: "リクエストのヘッダーが不正です。",
  method_not_allowed: "このアドレスではその操作はできません。",
  cross_origin_refused:
    "このポータルのページ以外からのリクエストです。いつものアドレスでポータルを開いてください。",
  not_found: "ここには何もありません。",
  too_many_requests: "リクエストが多すぎます。少し待ってください。",
  sign_in_required: "サインアウトしています。もう一度サインインしてください。",
  sign_in_failed: "メールアドレスまたはパスワードが違います。",
  sign_in_refused: "サインインが拒否されました。最初からやり直してください。",
  person_disabled: "アクセスが無効になっています。ポータルのオーナーに連絡してください。",
  too_many_attempts: "試行回数が多すぎます。15 分待ってからやり直してください。",
  identity_provider_failed: "ID プロバイダーに接続できないか、応答が拒否されました。もう一度お試しください。",
  not_allowed: "あなたのポータルロールではこの操作はできません。",
  recent_sign_in_required: "この変更には 5 分以内のサインインが必要です。サインインし直してください。",
  setup_done: "このポータルには最初のオーナーが登録済みです。サインインしてください。",
  setup_token_invalid: "セットアップトークンが違います。サーバーの最新の起動ログにあるものを使ってください。",
  person_not_found: "その人はもう登録されていません。",
  email_taken: "このメールアドレスはすでに使われています。",
  last_owner: "最後のオーナーです。先に別の人をオーナーにしてください。",
  password_too_short: "パスワードは 12 文字以上必要です。",
  password_too_long: "パスワードは 256 文字までです。",
  role_not_found: "そのロールはカタログにありません。",
  account_not_found: "そのアカウントはカタログにありません。",
  role_exists: "このロールはすでにカタログにあります。",
  role_reference_too_long: "ロールの ARN としては長すぎます。上限は 2,048 文字です。",
  role_arn_malformed:
    "ロールの ARN ではありません。例: arn:aws:iam::111122223333:role/Admin。アカウント ID とロール名でも追加できます。",
  not_a_role_arn: "その ARN は IAM ロールのものではありません。",
  session_arn_not_role:
    "ロールセッションの ARN です。パスが欠けているため、IAM にあるロール自体の ARN を貼り付けてください。",
  role_path_malformed: "ロールのパスが不正です。スラッシュで始まりスラッシュで終わります。",
  account_id_malformed: "アカウント ID は 12 桁の数字です。",
  account_alias_unsupported: "アカウントのエイリアスは使えません。12 桁の ID を入力してください。",
  partition_unknown: "不明なパーティションです。aws、aws-cn、aws-us-gov、aws-eusc のいずれかです。",
  role_name_malformed: "ロール名は 1～64 文字の英数字と + = , . @ _ - です。",
  switch_role_link_malformed: "スイッチロールのリンクにアカウントまたはロール名がありません。",
  destination_refused:
    "移動先はこのパーティションの AWS コンソールのページです。/cloudwatch/home のようなパスか https のアドレスを入力してください。",
  region_unknown: "このパーティションのリージョンではありません。",
  color_malformed: "色は #d13212 のような 16 進 6 桁です。",
  duration_out_of_range: "有効時間は 15 分から 12 時間まで、秒単位の整数です。",
  assignment_not_found: "その割り当ては取り消されています。",
  assignment_exists: "このロールはこの人に割り当て済みです。",
  assignment_empty: "コンソールと認証情報の少なくとも一方を許可してください。",
  role_not_assigned:
    "そのロールは存在しないか、あなたに割り当てられていません。ポータルのオーナーに連絡してください。",
  use_not_assigned:
    "このロールはあなたに割り当てられていますが、この使い方は許可されていません。ポータルのオーナーに連絡してください。",
  issue_discarded:
    "割り当てまたはロールがたった今変更されたため、発行しませんでした。ページを再読み込みしてください。",
  issue_limit_reached: "1 分間に {most} 回を超えるロールセッションを要求しました。少し待ってください。",
  portal_busy: "ポータルが混み合っています。しばらくしてからお試しください。",
  audit_unavailable:
    "監査ログに書き込めないため、何も実行しませんでした。ポータルの運用者に連絡してください。",
  database_unavailable: "ポータルのデータベースに接続できません。ポータルの運用者に連絡してください。",
  aws_source_missing:
    "ポータル自身の AWS 認証情報がありません。運用者がサーバーに ID(環境変数、プロファイル、ウェブ ID、ECS、EC2)を設定してください。",
  aws_source_invalid: "AWS がポータル自身のアクセスキーを受け付けません。運用者がキーを交換してください。",
  aws_source_expired: "ポータル自身の AWS 認証情報の期限が切れています。運用者が更新してください。",
  aws_source_refused:
    "AWS がポータル自身の ID の発行を拒否しています。運用者がポータルの実行ロールの信頼ポリシーを確認してください。",
  aws_not_allowed:
    "AWS が {principal} による {roleArn} への {action} を拒否しました。次の順に確認してください。ロールが存在すること、信頼ポリシーがこの ID を(ExternalId、SourceIdentity、MFA の条件も含めて)信頼していること、この ID のポリシーがロールへの {action} を許可していること。",
  aws_identity_policy_refused:
    "ポータル側で拒否されました。{principal} の ID ポリシーで {roleArn} への {action} を許可してください。",
  aws_trust_policy_refused:
    "ロール側で拒否されました。{roleArn} の信頼ポリシーが、その条件のもとで {principal} を信頼する必要があります。",
  aws_source_identity_refused:
    "ロール側で拒否されました。{roleArn} の信頼ポリシーで {principal} に sts:SetSourceIdentity も許可するか、オーナーがこのロールの SourceIdentity を無効にしてください。",
  aws_duration_refused:
    "AWS 側のロールの最大セッション時間が、要求した時間より短く設定されています。短い時間を選ぶか、ロールの設定を延ばしてください。",
  aws_chaining_limit:
    "ポータル自身がロールで動作しているため(ロールチェーン)、最長 1 時間です。1 時間以下を選んでください。",
  aws_parameter_refused:
    "このロールの設定値の一つを AWS が拒否しました。オーナーに設定の確認を依頼してください。",
  aws_region_disabled: "このアカウントではこのリージョンの AWS STS が有効になっていません。",
  aws_clock_skew:
    "ポータルの時計がずれているため、AWS が署名を拒否しています。運用者が時刻を同期してください。",
  aws_policy_too_large: "セッションポリシーとタグの合計が AWS STS には大きすぎます。",
  aws_throttled: "AWS が一時的にリクエストを制限しています。1 分ほど待ってからお試しください。",
  aws_federation_refused:
    "AWS のサインインがロールセッションを拒否したため、コンソールを開けません。このロールの認証情報は使える可能性があります。",
  aws_reply_invalid: "AWS の応答が要求と一致しないため、何も発行しませんでした。もう一度お試しください。",
  aws_timeout: "AWS から時間内に応答がありませんでした。何も発行していません。もう一度お試しください。",
  aws_unavailable:
    "AWS に接続できないか、AWS 以外のものが応答しました。何も発行していません。もう一度お試しください。",
  internal_error: "ポータル内部でエラーが発生しました。リクエスト ID でログを確認できます。",
};

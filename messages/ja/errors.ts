import type { errors as en } from "../en/errors.ts";
import type { Translated } from "../shape.ts";

export const errors: Translated<typeof en> = {
  bad_request: "リクエストを読み取れませんでした。ページを再読み込みしてください。",
  malformed_json: "リクエストが正しい JSON ではありません。",
  invalid_input: "入力内容に誤りがあります。各項目を確認してください。",
  body_too_large: "データが大きすぎます。上限は 64 kB、ファイルを送るところでは 9 MB です。",
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
  role_in_use:
    "このロールを経由する認証情報ソースがあります({sources})。先にソースを削除するか、別のロールを経由させてください。",
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
  assignment_exists: "同じ相手に同じものがすでに割り当て済みです。",
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
  second_factor_required:
    "このロールには認証アプリの新しいコードが必要です。6 桁のコードを入力して、もう一度お試しください。",
  second_factor_not_enrolled:
    "このロールには 2 つ目の認証要素が必要ですが、まだ登録されていません。設定で認証アプリを登録してください。",
  second_factor_enrolled: "認証アプリはすでに登録されています。先に削除してください。",
  second_factor_code_wrong:
    "コードが現在の認証アプリのものと一致しません。端末の時刻を確認し、次のコードを入力してください。",
  second_factor_code_used: "このコードは使用済みです。次のコードを待ってください。",
  mfa_code_required:
    "このロールには AWS の MFA が必要です。デバイス {serialNumber} の 6 桁のコードを入力してください。",
  mfa_code_malformed: "MFA コードは 6 桁の数字です。",
  mfa_code_reused:
    "この MFA コードは使用済みです。AWS は同じコードを一度しか受け付けません。次のコードを待ってください。",
  mfa_serial_malformed:
    "MFA デバイスのシリアル番号は、英数字と + = / : , . @ _ - からなる 9〜256 文字です。仮想デバイスでは arn:aws:iam::111122223333:mfa/name のようになります。",
  mfa_serial_missing:
    "このロールには AWS の MFA が必要ですが、認証情報ソースに MFA デバイスが設定されていません。デバイスを指定するか、オーナーがソースに設定してください。",
  mfa_unsupported:
    "このロールには AWS の MFA が必要ですが、認証情報ソースが IAM ユーザーではありません。MFA デバイスを持てるのは IAM ユーザーだけです。オーナーがユーザーのアクセスキーをソースに選んでください。",
  aws_mfa_code_refused:
    "AWS が {serialNumber} の MFA コードを拒否しました。次のコードを入力してください。それも拒否される場合は、シリアル番号が違うか、デバイスの時刻がずれています。",
  source_not_found: "この認証情報ソースは存在しません。",
  source_name_taken: "この名前の認証情報ソースはすでにあります。",
  source_in_use: "この認証情報ソースはまだ使われています({users})。先に別のソースを選んでください。",
  source_test_needs_role:
    "ウェブ ID はロールを引き受けるまで誰でもありません。先にロールのソースに選んでから、テストしてください。",
  source_chain_loops: "ロールのチェーンが循環しています({chain})。",
  source_chain_too_long: "チェーンのロールは最大 5 つですが、{length} になります({chain})。",
  source_role_missing:
    "経由するロールがカタログから削除されています。オーナーが別の認証情報ソースを選んでください。",
  access_key_malformed:
    "IAM ユーザーのアクセスキーではありません。ID は AKIA で始まる 16〜128 文字の英大文字と数字、シークレットは空白を含まない 16〜128 文字です。",
  access_key_of_another:
    "新しいキーは {principal} のもの、使用中のキーは {owner} のものです。ソースのユーザーは変えられません。別のユーザーには別のソースを追加してください。",
  sealed_secret_unreadable:
    "保存されたシークレットを開けません。別の GENKAN_SECRET か、別の行のために暗号化されたものです。オーナーが入力し直してください。",
  issuer_url_malformed:
    "AWS が受け付ける OpenID 発行者は https のアドレスだけで、クエリやフラグメントは使えません。",
  issuer_url_has_port:
    "AWS はポート番号の付いた OpenID 発行者を受け付けません。標準の 443 番ポートで公開し、ポートなしの URL を指定してください。",
  audience_malformed: "オーディエンスは空白を含まない 1〜255 文字です。",
  aws_profile_unknown: "サーバーの AWS 設定に {profile} というプロファイルはありません。",
  aws_profile_unusable:
    "サーバーの AWS 設定のプロファイル {profile} から認証情報を取得できません({reason})。",
  aws_environment_missing: "サーバーの環境変数に AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY がありません。",
  aws_metadata_unreachable:
    "EC2 インスタンスメタデータサービスが 2 秒以内に応答しませんでした。サーバーが EC2 上にないか、インスタンスロールがないか、コンテナで IMDSv2 のホップ制限が 1 になっています。",
  aws_container_unreachable:
    "コンテナの認証情報エンドポイントが応答しませんでした。サーバーがロール付きの ECS タスクや EKS Pod ではないか、エンドポイントのトークンが違います。",
  external_id_malformed: "ExternalId は、英数字と + = , . @ : / _ - からなる 2〜1,224 文字です。",
  session_name_malformed:
    "セッション名は '{person}' の前後に英数字と + = , . @ _ - を置いたもので、最大 64 文字です。",
  session_name_too_long:
    "ここでのセッション名は {length} 文字になり、AWS の上限の 64 文字を超えます。オーナーがこのロールのセッション名を短くしてください。",
  too_many_tags: "AWS のセッションタグは最大 50 個です。",
  tag_key_malformed:
    "タグキー {key} は AWS で使えません。英数字、空白、_ . : / = + - @ からなる 1〜128 文字で、aws: で始まらないものにしてください。",
  tag_key_repeated: "タグキー {key} が重複しています。AWS は大文字と小文字を区別しません。",
  tag_value_malformed:
    "タグ {key} の値は AWS で使えません。英数字、空白、_ . : / = + - @ からなる最大 256 文字です。",
  tag_value_too_long: "タグ {key} の値は {length} 文字になり、AWS の上限の 256 文字を超えます。",
  template_variable_unknown: "{variable} という変数はありません。使えるのは {known} です。",
  session_policy_malformed: "IAM ポリシーとして正しくありません({reason})。",
  session_policy_too_long:
    "セッションポリシーとポリシー ARN は合わせて {length} 文字で、AWS の上限の 2,048 文字を超えます。",
  policy_arn_malformed:
    "{arn} は管理ポリシーの ARN ではありません。arn:aws:iam::aws:policy/ReadOnlyAccess のような形式です。",
  too_many_policy_arns: "AWS のセッションに指定できるポリシー ARN は最大 10 個です。",
  read_only_unavailable:
    "このロールには独自のセッションポリシーがあり、AWS は 2 つのセッションポリシーを絞り込まずに合算します。読み取り専用にはできません。",
  address_not_bindable:
    "あなたのアドレス {address} は AWS から見えないため、このアドレスに限定した認証情報はどこでも使えません。インターネット経由でポータルに接続するか、限定せずに発行してください。",
  aws_role_missing: "ロール {roleArn} は AWS にもう存在しません。",
  aws_external_id_refused:
    "ロール側で拒否されました。{roleArn} の信頼ポリシーが、ポータルの送るものとは別の ExternalId を求めています。",
  aws_mfa_missing:
    "ロール側で拒否されました。{roleArn} の信頼ポリシーが MFA を求めています。オーナーがこのロールの MFA を有効にしてください。",
  aws_tags_refused:
    "ロール側で拒否されました。{roleArn} の信頼ポリシーで {principal} に sts:TagSession も許可するか、オーナーがこのロールのセッションタグを無効にしてください。",
  aws_tags_missing:
    "ロール側で拒否されました。{roleArn} の信頼ポリシーが求めるセッションタグが、このロールでは送られていません。オーナーがロールのオプションで追加してください。",
  aws_source_identity_missing:
    "ロール側で拒否されました。{roleArn} の信頼ポリシーは SourceIdentity を求めていますが、このロールでは送らない設定です。オーナーが SourceIdentity を有効にしてください。",
  aws_tags_conflict:
    "AWS がセッションタグを拒否しました。チェーンの前のロールが、同じタグを引き継ぎ用に設定しています。",
  aws_source_identity_set:
    "AWS が SourceIdentity を拒否しました。ポータルの実行 ID にはすでに SourceIdentity があり、チェーンの途中では変更できません。",
  aws_policy_arn_unknown:
    "このロールのセッションポリシーに指定した管理ポリシーの ARN が、アカウントに存在しません。",
  aws_session_policy_refused: "AWS がこのロールのセッションポリシーを不正な形式として拒否しました。",
  aws_web_identity_refused:
    "AWS がポータルの ID トークンを拒否しました。ロールのアカウントに {issuer} の OpenID プロバイダーがないか、オーディエンスが一致しません。",
  aws_issuer_unreachable:
    "AWS が {issuer} からポータルの鍵を取得できませんでした。発行者はインターネットから https で到達できる必要があります。",
  person_signed_in_already: "この人はすでにサインインしているため、招待は不要です。",
  invitation_not_found: "その招待はもうありません。",
  invitation_invalid:
    "この招待は使用済みか、取り消されたか、期限切れです。招待した人に新しい招待を依頼してください。",
  identity_taken: "ID プロバイダーのこのアカウントは、すでにこのポータルの別の人のものです。",
  group_not_found: "そのグループはもうありません。",
  group_name_taken: "その名前のグループはすでにあります。",
  group_claim_taken: "groups クレームのこの値は、すでに別のグループに割り当てられています。",
  member_by_claim:
    "{person} は ID プロバイダーによってこのグループに入っています。ID プロバイダー側で外すか、グループのクレームを変更してください。",
  token_invalid: "アクセストークンが不明か、期限切れか、取り消されています。",
  token_scope_missing: "アクセストークンにスコープ {scope} がありません。",
  token_not_accepted: "この操作はブラウザーのサインインでのみ可能です。アクセストークンでは実行できません。",
  token_not_found: "そのアクセストークンはもうありません。",
  too_many_tokens: "アクセストークンは 1 人 {most} 個までです。先にどれかを取り消してください。",
  too_many_token_roles: "トークンを限定できるロールは {most} 個までです。数を減らしてください。",
  authorization_request_malformed:
    "AWS クライアントの要求に応答できません。{parameter} がないか正しくありません。サインインを最初からやり直してください。",
  client_unknown:
    "この登録を持つ AWS クライアントはもうありません。サインインをやり直してください。AWS CLI の場合は先に aws sso logout を実行してください。",
  redirect_uri_refused:
    "AWS クライアントが、登録していない、またはお使いのマシン上ではないアドレスへの応答を求めています。何も送信していません。",
  user_code_wrong:
    "このコードで待機しているサインインはありません。期限切れか回答済みの可能性があります。ターミナルのコードと見比べてください。",
  device_codes_off:
    "このポータルではデバイスコードによるサインインが無効です。ブラウザを自動で開くクライアントを使うか、オーナーに問い合わせてください。",
  client_sign_in_not_found: "そのクライアントのサインインはもうありません。",
  cursor_malformed: "一覧のそのページはありません。最初のページから開いてください。",
  assignment_ends_before_start: "割り当ての終了は開始より後でなければなりません。",
  principal_missing: "人またはグループを 1 つ指定してください。",
  target_missing:
    "ロールを指定するか、アカウント・ロール名のパターン・タグの少なくとも 1 つを指定してください。",
  role_name_pattern_malformed:
    "ロール名のパターンは 1～128 文字の英数字と + = , . @ _ -、およびワイルドカード * と ? です。",
  account_exists: "このアカウントはすでにカタログにあります。",
  account_in_use:
    "このアカウントにはロールが {roles} 件、割り当てが {assignments} 件あります。先に削除してください。",
  plan_changed: "プレビューの後でカタログが変わりました。新しいプレビューを確認してから適用してください。",
  plan_refused:
    "ファイルの {count} 件を適用できないため、何も適用しませんでした。どれがなぜかはプランにあります。",
  import_malformed:
    "{format} として読み取れません: {reason, select, too_long {2 MB を超えています} empty {中身がありません} no_section {[セクション] の行がありません} no_header {先頭行に role_arn も account_id もありません} quote_open {引用符で囲んだセルが正しく閉じていません} too_many_rows {行が 20,000 を超えています} other {{reason}}}",
  catalogue_file_malformed: "カタログファイルの {place} に誤りがあります: {reason}",
  own_role_refused:
    "そのロールを自分用に追加することは、このポータルのルールで許可されていません。オーナーに連絡してください。",
  own_role_is_portal: "それはポータル自身の ID です。ロールとして追加できません。",
  too_many_own_roles: "個人ロールは {most} 件までです。先にどれかを削除してください。",
  own_role_rule_not_found: "そのルールはもうありません。",
  account_pattern_malformed: "アカウントのパターンは 12 桁の数字か、数字とワイルドカード * と ? です。",
  reason_required: "このロールには理由が必要です。必要な理由を入力してください。",
  aws_not_in_organization:
    "この認証情報ソースのアカウントは、AWS Organizations の管理アカウントでも委任管理者でもありません。",
  internal_error: "ポータル内部でエラーが発生しました。リクエスト ID でログを確認できます。",
};

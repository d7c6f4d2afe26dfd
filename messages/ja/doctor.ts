import type { doctor as english } from "../en/doctor.ts";
import type { Translated } from "../shape.ts";

export const doctor: Translated<typeof english> = {
  title: "診断",
  sides: {
    source: "ポータル自身の ID",
    identity_policy: "ロールを引き受ける側の ID ポリシー",
    trust_policy: "ロールの信頼ポリシー",
    role: "ロール自体",
    person: "入力された値",
    server: "サーバーの時計",
    network: "ネットワーク",
    aws: "一時的な AWS 側の制限",
  },
  certainty: {
    seen: "ロールの読み取りまたは試行で確認済み",
    told: "AWS の回答による",
    likely: "最も可能性の高い原因(AWS はこれ以上回答しません)",
  },
  changes: {
    change_trust: "ロールの信頼ポリシーを次の内容にする",
    create_role: "この信頼ポリシーでロールを作り直す",
    remove_role: "または、カタログからロールを削除する",
    allow_assuming: "ロールを引き受ける ID に次のポリシーを付ける",
    remove_denial:
      "ID のポリシー、アクセス許可境界、または組織のポリシーが明示的に拒否しています。その拒否を取り除いてください。",
    create_provider: "ロールのアカウントにポータルの発行者を登録する",
    adopt_external_id: "信頼ポリシーが求める ExternalId を送る",
    require_mfa: "このロールの使用時に AWS の MFA を求める",
    send_source_identity: "このロールで SourceIdentity を送る",
    leave_out_source_identity: "このロールでは SourceIdentity を送らない",
    send_tags: "このロールでセッションタグを送る",
    leave_out_tags: "このロールではセッションタグを送らない",
    leave_out_both: "このロールでは SourceIdentity もセッションタグも送らない",
    add_tag: "信頼ポリシーが求めるセッションタグを追加する",
    rename_session: "このロールのセッション名を変える",
    lower_maximum: "このロールの最長セッションを AWS が認める長さにする",
    raise_maximum: "または、AWS でロールの最大セッション時間を延ばす",
    drop_policy_arns: "このロールのセッションポリシーから管理ポリシーの ARN を外す",
    drop_session_policy: "このロールのセッションポリシーを外す",
    drop_tags_or_policy: "このロールではセッションタグを送らないか、セッションポリシーを短くする",
    no_mfa: "このロールでは AWS の MFA を求めないか、ソースに IAM ユーザーのアクセスキーを選ぶ",
    replace_key: "認証情報ソースのアクセスキーを入力し直す",
    give_identity: "サーバーにこの ID を与えるか、ロールに別の認証情報ソースを選ぶ",
    choose_source: "ロールに別の認証情報ソースを選ぶ",
    set_clock: "サーバーの時計を時刻サーバーに同期する",
    publish_issuer: "発行者の 2 つの文書をインターネットから https で読めるようにする",
    wait: "1 分ほど待って、もう一度診断する",
    reach_aws:
      "サーバーからロールのパーティションの STS エンドポイントへ https で接続できるようにして、もう一度診断する",
  },
};

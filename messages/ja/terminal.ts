import type { terminal as english } from "../en/terminal.ts";
import type { Translated } from "../shape.ts";

export const terminal: Translated<typeof english> = {
  title: "ターミナル",
  intro:
    "AWS CLI、SDK、Terraform など、AWS の設定を読むツールのために、あなたのすべてのロールのプロファイルを作ります。インストールは要りません。",
  empty: {
    title: "認証情報を取得できるロールがありません",
    body: "プロファイルは、認証情報用にあなたに割り当てられたロールについて作成されます。アカウントの管理者に割り当てを依頼してください。",
  },
  styles: {
    legend: "ツールが認証情報を取得する方法",
    sso: {
      name: "AWS サインイン",
      setting: "aws sso login",
      hint: "IAM Identity Center と同じように、ツール自身がここにサインインし、有効な間は自動で更新します。AWS CLI 2、boto3、ほとんどの SDK 向けです。",
    },
    process: {
      name: "credential process",
      setting: "credential_process",
      hint: "ツールが、ファイルのアクセストークンを使って curl を実行します。AWS サインインが使えないツールや、無人での実行に向いています。",
    },
    container: {
      name: "コンテナ用の変数",
      setting: "AWS_CONTAINER_CREDENTIALS_FULL_URI",
      hint: "シェル関数が 2 つの変数を設定し、ツール自身が認証情報を取得・更新します。1 つのシェルやコンテナ向けです。",
    },
    exports: {
      name: "変数のエクスポート",
      setting: "AWS_ACCESS_KEY_ID",
      hint: "シェル関数がキーそのものをエクスポートします。環境変数を読むあらゆるツールで使えますが、期限が来ても更新されません。",
    },
  },
  options: {
    title: "書き出す内容",
    which: "ロール",
    all: "{count, plural, other {すべて（#）}}",
    pinned: "{count, plural, other {ピン留め（#）}}",
    search: "検索に一致するもの",
    query: "検索",
    queryHint: "{count, plural, =0 {一致するロールはありません} other {# 個のロールが一致}}",
    template: "プロファイル名",
    templateHint: "使える変数: {variables}",
    templateUnknown: "{name} という変数はありません。使える変数: {variables}",
    templateBroken: "変数を 1 つ以上、対応する波かっこで囲んで使ってください。",
    region: "リージョンのないロールに使うリージョン",
    regionHint: "ロール自身またはブックマークのリージョンが優先されます。",
    regionNone: "なし",
    sessionName: "セッション名",
    sessionHint: "会社で本物の Identity Center を使っている場合は、それとは別の名前にしてください。",
    sessionWrong: "英数字、ハイフン、アンダースコアを使い、英数字で始めてください。",
    functionName: "関数の名前",
    functionHint: "関数名は genkan_ にこの名前を続けたものになります。",
    ssoRegion: "sso_region",
    ssoRegionHint:
      "AWS のツールが必須とする項目です。接続先はこのポータルなので、何を選んでも動作は変わりません。",
    tokenFile: "トークンのファイル",
    tokenFileHint:
      "ホームフォルダーはスクリプトが自動で見つけます。別の場所にする場合は絶対パスで、Windows ではスラッシュ（/）区切りで指定してください。",
    tokenFileWrong:
      '/home/ueno/token や C:/Users/ueno/token のような絶対パスを指定してください。" $ ` % ! # ; とバックスラッシュは使えません。',
    makesDefault: "[default] も書き出す",
    makesDefaultHint:
      "プロファイルを指定しないコマンドで使われます。自分の [default] がある場合はオフのままにしてください。",
    defaultProfile: "内容",
  },
  token: {
    section: "アクセストークン",
    intro:
      "以下のロールの認証情報の取得だけに使えます。期限が来るか、設定で取り消すまで有効です。{file} に保存されます。",
    make: "{count, plural, other {この # 個のロール用のトークンを作成…}}",
    tooMany:
      "トークンを限定できるロールは {most} 個までです。ピン留めしたものだけにするなど、数を減らしてください。",
    ready:
      "トークンは下のスクリプトに含まれ、実行するとファイルに書き込まれます。このページを離れると再び表示されることはありません。",
    uncovered: "{count, plural, other {以下のうち # 個のロールは、作成したトークンの対象外です。}}",
    title: "アクセストークンを作成",
    limited: "{count, plural, other {# 個のロールの認証情報を取得}}",
    submit: "トークンを作成",
    making: "作成中…",
    defaultName: "ターミナル、{host}",
    name: "名前",
    nameHint: "使うマシンの名前など。",
    nameMissing: "名前を入力してください。",
    readyOne: "{profile} 用のトークンを作成しました",
    once: "今コピーしてください。再び表示されることはありません。",
    command: "トークンを尋ねてファイルに保存するコマンド",
    value: "トークン",
    text: "トークンを使う設定",
    homeFolder: "{folder} をあなたのホームフォルダーに書き換えてください。",
    done: "完了",
  },
  output: {
    command: "1 つのコマンドで",
    paste: "コピーしてターミナルに貼り付けるか、スクリプトを保存して実行してください。",
    saveOnly: "スクリプトを保存して実行してください。貼り付けると、トークンを含めてシェルの履歴に残ります。",
    commandHint: "{file} のうちこのポータルのブロックだけを変更し、元のファイルのコピーを残します。",
    put: "ブロックを書き込む、または最新にする",
    undo: "ブロックを取り除く",
    script: "スクリプト",
    noToken:
      "スクリプトにはまだトークンがありません。上で作成するか、以前作成したトークンのファイルをそのまま使ってください。",
    byHand: "手作業で",
    byHandHint: "これを {file} に書き込んでください。書き直すときはブロック全体を置き換えてください。",
    block: "ブロック",
    noRoles: "ロールが選ばれていません。",
    copyWhat: "コピー: {what}",
    save: "{file} を保存",
    saved: "{file} を保存しました。",
    show: "トークンを表示",
    hide: "トークンを隠す",
    moreLines: "{count, plural, other {ほかに # 行あります。}}",
    big: "ターミナルに貼り付けるには長すぎます。保存して使ってください。",
  },
  profiles: {
    title: "{count, plural, other {# 個のプロファイル}}",
    profile: "プロファイル",
    role: "ロール",
    asks: "必要なもの",
    actions: "操作",
    ask: { reason: "理由", mfa: "MFA コード", secondFactor: "二要素認証" },
    and: "、",
    asking:
      "{count, plural, other {# 個のロールは、ターミナルでは答えられないものを必要とします。}}ロールの画面で入力した MFA コードはしばらく有効です。理由と二要素認証はロールの画面で求められます。",
    copyOf: "コピー: {profile} 用の設定",
    token: "トークン…",
    tokenOf: "トークン…（{profile} のみ）",
    copyRefused: "ブラウザーがコピーを拒否しました。上のブロックからコピーしてください。",
    more: "{count, plural, other {ほかに # 個あります。上で検索してください。}}",
  },
  notes: {
    warnings: "使う前に",
    plainHttp: {
      title: "このポータルは http で動いています",
      text: "新しい AWS CLI はこのような開始 URL を拒否するため、設定には AWS 自身の形式の URL を書いています。また、コンテナ用の変数はループバックアドレスでのみ使えます。1 台のマシンでの試用には問題ありません。",
    },
    realIdentityCenter: {
      title: "本物の IAM Identity Center も使っている場合",
      text: "このセッションには別の名前を付けてください。各プロファイルがそれぞれの services を指定するので、本物のプロファイルはこれまでどおり動きます。",
    },
    globalEndpoint: {
      title: "AWS_ENDPOINT_URL_SSO と AWS_ENDPOINT_URL_SSO_OIDC は設定しないでください",
      text: "すべてのプロファイルに効いてしまい、本物の Identity Center のプロファイルまでここに接続します。AWS_ENDPOINT_URL と AWS_IGNORE_CONFIGURED_ENDPOINT_URLS も同様です。",
    },
    fips: {
      title: "FIPS やデュアルスタックの設定では AWS サインインは使えません",
      text: "use_fips_endpoint と use_dualstack_endpoint は独自の接続先と併用できません。そのようなプロファイルには credential process を使ってください。",
    },
    jsProfile: {
      title: "コードでプロファイルを指定する SDK for JavaScript",
      text: "接続先は有効なプロファイルから読まれます。AWS_PROFILE に同じプロファイルを設定するか、[default] も書き出してください。",
    },
    activeProfile: {
      title: "aws sso logout と aws sso login --sso-session",
      text: "接続先は有効なプロファイルから読まれます。AWS_PROFILE にこのポータルのプロファイルを設定してください。設定しないとトークンは AWS 自身の接続先に送られ、ここでのサインインは残ります（設定で終了できます）。aws sso logout は本物の Identity Center のサインインも忘れますが、終了を伝える相手はどちらか一方だけです。",
    },
    defaultFirst: {
      title: "変数と [default]",
      text: "ほとんどのツールは、コンテナ用の変数より認証情報のある [default] プロファイルを優先します。エクスポートしたキーはその両方より優先されます。",
    },
    tools: "その他のツール",
    toolsIntro:
      "各ツールのドキュメントに基づく説明です。このプロジェクトでテストしているのは AWS CLI、boto3、SDK for JavaScript と SDK for Go です。",
    tool: {
      terraform: {
        name: "Terraform",
        style: "AWS サインインまたは credential process",
        text: "プロファイルを指定します。S3 バックエンドでも同じ設定を使えます。先に aws sso login を実行してください。",
      },
      cdk: {
        name: "AWS CDK",
        style: "AWS サインインまたは credential process",
        text: "SDK for JavaScript は有効なプロファイルから接続先を読むため、--profile だけでなく変数で指定してください。",
      },
      vscode: {
        name: "VS Code の AWS Toolkit",
        style: "AWS サインインまたは credential process",
        text: "プロファイルを指定して起動するか、コマンド AWS: Connect でプロファイルを選びます。Toolkit 自身のサインインが AWS のページを開く場合は、credential process を使ってください。",
      },
      codecommitRemote: {
        name: "CodeCommit（git-remote-codecommit）",
        style: "AWS サインインまたは credential process",
        text: "リポジトリのアドレスにプロファイルを書きます。",
      },
      codecommitHelper: {
        name: "CodeCommit（AWS CLI の認証情報ヘルパー）",
        style: "AWS サインインまたは credential process",
        text: "CodeCommit の https のアドレス向けです。",
      },
      granted: {
        name: "Granted",
        style: "credential process",
        text: "AWS サインインでは AWS 自身のアドレスに接続するため使えません。credential_process のプロファイルはそのまま使えます。",
      },
      awsVault: {
        name: "aws-vault",
        style: "credential process",
        text: "AWS サインインでは AWS 自身のアドレスに接続するため使えません。credential_process のプロファイルはそのまま使えます。",
      },
      awsSsoCli: {
        name: "aws-sso-cli",
        style: "併用",
        text: "AWS 自身の Identity Center にしか対応していません。そちらに任せ、このポータルのプロファイルは自分で指定してください。独自のブロックを書き込みます。",
      },
      leapp: {
        name: "Leapp",
        style: "併用",
        text: "認証情報ファイルに [default] を書き込み、プロファイルを指定しないコマンドではそれが優先されます。このポータルのプロファイルは自分で指定してください。",
      },
    },
  },
};

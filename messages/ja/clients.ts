import type { clients as english } from "../en/clients.ts";
import type { Translated } from "../shape.ts";

export const clients: Translated<typeof english> = {
  title: "AWS クライアント",
  by: { authorization_code: "ブラウザー経由", device_code: "デバイスコード" },
  consent: {
    title: "サインインの許可を求められています",
    intro:
      "AWS CLI などの AWS クライアントが、あなたとしてこのポータルから認証情報を取得しようとしています。",
    client: "クライアント",
    unverified: "クライアントの自称です。確認されていません。",
    registered: "登録",
    from: "{address} から",
    answersTo: "応答の送り先",
    answersToHint: "このブラウザーと同じマシンで動いているプログラムです。",
    asked: "要求",
    unknownProgram: "プログラムの種類は不明です。",
    signsInAs: "サインインするユーザー",
    another: "別のユーザーでサインイン",
    leaving: "サインアウトしています…",
    may: "許可すると、最長 {duration}、次のことができるようになります。",
    mayList: "あなたのアカウントとロールの一覧の取得",
    mayCredentials: "それらすべてのロールの、あなたとしての認証情報の取得",
    mayEnd: "<settings>設定</settings>からいつでも終了できます。",
    warningTitle: "たった今、あなた自身が始めたものですか？",
    warning:
      "aws sso login などを自分で実行した場合だけ許可してください。誰かに送られたリンクで来た場合は、拒否してください。",
    otherAddressTitle: "別の場所からの要求です",
    otherAddress:
      "クライアントのアドレスは {address}、あなたのブラウザーは {own} です。ターミナルを別のマシンで使っているなら問題ありません。そうでなければ、ほかの誰かの要求です。拒否してください。",
    allow: "許可",
    allowing: "許可しています…",
    deny: "拒否",
    denying: "拒否しています…",
    noScript: "回答を送るには JavaScript が必要です。［許可］を押すまで、何も許可されません。",
    allowedTitle: "許可しました",
    allowed:
      "ブラウザーがクライアントに応答を渡しています。接続できないと表示された場合、クライアントは終了しています。サインインをやり直してください。",
    deniedTitle: "拒否しました",
    denied: "ブラウザーがクライアントに伝えています。クライアントには何も渡りません。",
    refusedTitle: "このサインインは続けられません",
  },
  device: {
    title: "デバイスコードでサインイン",
    intro: "ターミナルに表示されたコードを入力してください。",
    warningTitle: "あなた自身のターミナルですか？",
    warning:
      "コードを入力すると、そのコードを表示したクライアントは、あなたとして AWS に入れます。自分のターミナルに表示されたコードだけを入力し、誰かに送られたコードは決して入力しないでください。",
    code: "コード",
    codeHint: "BCDF-GHJK のような 8 文字の英字です。大文字と小文字、ハイフンの有無は問いません。",
    codeMalformed: "コードは 8 文字の英字で、A、E、I、O、U、Y は使われません。",
    submit: "続ける",
    checking: "確認しています…",
    anotherCode: "別のコードを入力",
    allowedTitle: "サインインしました",
    allowed:
      "{client} があなたとしてサインインしました。ターミナルに戻ってください。このページは閉じてかまいません。",
    deniedTitle: "拒否しました",
    denied: "{client} には何も渡りません。このページは閉じてかまいません。",
    settings: "サインイン中のクライアントを見る",
  },
  signIns: {
    title: "あなたとしてサインイン中の AWS クライアント",
    intro:
      "aws sso login を実行した AWS CLI などです。それぞれ、期限まであなたのロールの認証情報を取得できます。ここで終了すると、次のリクエストから拒否されます。すでに取得した認証情報は、その有効期限まで使えます。",
    none: "あなたとしてサインイン中の AWS クライアントはありません。",
    setUp: "ターミナルを設定する",
    columnClient: "クライアント",
    columnSignedIn: "サインイン日時",
    columnLastUsed: "最終使用",
    columnEnds: "期限",
    end: "終了",
    endOf: "{client}（最終使用 {address}）のサインインを終了",
    endTitle: "クライアントのサインインを終了",
    endBody: "次のリクエストから拒否され、もう一度あなたの許可が必要になります。",
    ending: "終了しています…",
    ended: "{client} のサインインを終了しました。",
    from: "{address} から",
  },
  admin: {
    intro:
      "AWS CLI、SDK、Terraform は、IAM Identity Center と同じ方法でこのポータルにサインインします。追加のインストールは不要です。",
    codesTitle: "デバイスコード",
    codesIntro:
      "ブラウザーのないマシンのクライアントがコードを表示し、使う人がここに入力します。ブラウザーを開けるクライアントには必要ありません。",
    codesRisk:
      "コードは誰でも要求でき、誰にでも送れます。他人のコードを入力すると、その人を AWS に入れることになります。そのため、必要になるまで無効になっています。",
    codesOn: "デバイスコードは有効です",
    codesOff: "デバイスコードは無効です",
    turnOn: "デバイスコードを有効にする",
    turnOff: "デバイスコードを無効にする",
    turnOnTitle: "デバイスコードを有効にする",
    turnOffTitle: "デバイスコードを無効にする",
    turnOnBody:
      "{address} でコードを入力できるようになります。誰かに送られたコードを決して入力しないよう、利用者に伝えてください。",
    turnOffBody:
      "入力を待っているコードは、今後すべて拒否されます。サインイン済みのクライアントはそのまま使えます。",
    turning: "変更しています…",
    turnedOn: "デバイスコードを有効にしました。",
    turnedOff: "デバイスコードを無効にしました。",
    addressesTitle: "クライアントに設定する値",
    addressesIntro: "自分のロールに合わせた設定の全体は、<page>ターミナルのページ</page>にあります。",
    startUrl: "sso_start_url",
    startUrlHint: "利用者がポータルを開くアドレスです。",
    startUrlPlainHint:
      "このポータルは http で公開されていますが、AWS CLI 2.35.13 以降は https の開始 URL しか受け付けません。代わりにこの名前を使います。",
    endpoint: "endpoint_url",
    endpointHint: "サービス sso と sso_oidc の両方に設定します。",
    exampleTitle: "~/.aws/config のうち、すべてのロールに共通の部分",
    testTitle: "プロキシはクライアントを通しますか？",
    testIntro:
      "AWS クライアントと同じものをブラウザーから送り、ポータルの手前にあるものをすべて通るかどうか調べます。",
    test: "テストする",
    testAgain: "もう一度テストする",
    testing: "テストしています…",
    bearerArrived: "ヘッダー x-amz-sso_bearer_token は届いています。",
    bearerDropped:
      "プロキシが x-amz-sso_bearer_token を捨てています。名前にアンダースコアが含まれているためです。AWS クライアントはこのヘッダーでトークンを送るので、このままではどれもサインインできません。",
    bearerRemedy:
      "nginx では、http ブロックか、そのポートのデフォルトの server に次の行を追加して再読み込みします。",
    bearerRemedyLabel: "nginx の設定",
    bearerOther: "ほかのプロキシやロードバランサーにも、ヘッダー名のアンダースコアについての設定があります。",
    startAnswers: "HEAD /start は、新しい AWS CLI が求めるとおりリダイレクトを返しています。",
    startBroken:
      "HEAD /start がリダイレクトを返していません。プロキシは HEAD リクエストをそのまま渡し、リダイレクトを自分でたどらないようにしてください。このままでは AWS CLI 2.35.13 以降が開始 URL を拒否します。",
    https: "ポータルは、クライアントが求めるとおり https で公開されています。",
    plainHttp:
      "ポータルは http で公開されており、トークンと認証情報を途中で読まれるおそれがあります。1 台のマシンでの試用だけにしてください。",
    notAnswered: "テストに応答がありませんでした。接続を確認して、もう一度お試しください。",
    notAnsweredWith:
      "ポータルではないものがステータス {status} で応答しました。プロキシが /aws をポータルに渡すようにしてください。",
  },
  start: {
    title: "ロールを開いています",
    opening: "移動しています…",
    noScript: "リンクの内容を読み取るには JavaScript が必要です。",
    goOn: "ロール一覧へ進む",
    chooseTitle: "ロールを選んでください",
    choose: "リンクはアカウント {account} のページを指しています。どのロールで開くか選んでください。",
    unknownTitle: "該当するロールがありません",
    unknown:
      "リンクはアカウント {account} の {role} を指していますが、あなたには割り当てられていません。このポータルのオーナーか、リンクを送った人に確認してください。",
    unknownAccount:
      "リンクはアカウント {account} を指していますが、あなたに割り当てられたロールはありません。このポータルのオーナーか、リンクを送った人に確認してください。",
    malformedTitle: "リンクが完全ではありません",
    malformed:
      "12 桁の AWS アカウントが示されていません。リンクを送った人に、完全なリンクを確認してください。",
  },
};

import { type PartitionId, partitionIds } from "./partitions.ts";

export type Region = {
  id: string;
  partition: PartitionId;
  /** AWS's English name: `Asia Pacific (Tokyo)`. */
  name: string;
  /** Short, for a row of the list: `Tokyo`. */
  label: string;
  /** The same in Japanese, as AWS writes it: `東京`. */
  labelJa: string;
};

/**
 * Regions by partition, as AWS's SDKs list them, in the order to offer them.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const table: Record<PartitionId, readonly (readonly [id: string, name: string, ja: string])[]> = {
  aws: [
    ["us-east-1", "US East (N. Virginia)", "バージニア北部"],
    ["us-east-2", "US East (Ohio)", "オハイオ"],
    ["us-west-1", "US West (N. California)", "北カリフォルニア"],
    ["us-west-2", "US West (Oregon)", "オレゴン"],
    ["af-south-1", "Africa (Cape Town)", "ケープタウン"],
    ["ap-east-1", "Asia Pacific (Hong Kong)", "香港"],
    ["ap-east-2", "Asia Pacific (Taipei)", "台北"],
    ["ap-northeast-1", "Asia Pacific (Tokyo)", "東京"],
    ["ap-northeast-2", "Asia Pacific (Seoul)", "ソウル"],
    ["ap-northeast-3", "Asia Pacific (Osaka)", "大阪"],
    ["ap-south-1", "Asia Pacific (Mumbai)", "ムンバイ"],
    ["ap-south-2", "Asia Pacific (Hyderabad)", "ハイデラバード"],
    ["ap-southeast-1", "Asia Pacific (Singapore)", "シンガポール"],
    ["ap-southeast-2", "Asia Pacific (Sydney)", "シドニー"],
    ["ap-southeast-3", "Asia Pacific (Jakarta)", "ジャカルタ"],
    ["ap-southeast-4", "Asia Pacific (Melbourne)", "メルボルン"],
    ["ap-southeast-5", "Asia Pacific (Malaysia)", "マレーシア"],
    ["ap-southeast-6", "Asia Pacific (New Zealand)", "ニュージーランド"],
    ["ap-southeast-7", "Asia Pacific (Thailand)", "タイ"],
    ["ca-central-1", "Canada (Central)", "カナダ中部"],
    ["ca-west-1", "Canada West (Calgary)", "カルガリー"],
    ["eu-central-1", "Europe (Frankfurt)", "フランクフルト"],
    ["eu-central-2", "Europe (Zurich)", "チューリッヒ"],
    ["eu-north-1", "Europe (Stockholm)", "ストックホルム"],
    ["eu-south-1", "Europe (Milan)", "ミラノ"],
    ["eu-south-2", "Europe (Spain)", "スペイン"],
    ["eu-west-1", "Europe (Ireland)", "アイルランド"],
    ["eu-west-2", "Europe (London)", "ロンドン"],
    ["eu-west-3", "Europe (Paris)", "パリ"],
    ["il-central-1", "Israel (Tel Aviv)", "テルアビブ"],
    ["me-central-1", "Middle East (UAE)", "アラブ首長国連邦"],
    ["me-south-1", "Middle East (Bahrain)", "バーレーン"],
    ["me-west-1", "Middle East (Saudi Arabia)", "サウジアラビア"],
    ["mx-central-1", "Mexico (Central)", "メキシコ中部"],
    ["sa-east-1", "South America (Sao Paulo)", "サンパウロ"],
    ["sa-west-1", "South America (Chile)", "チリ"],
  ],
  "aws-cn": [
    ["cn-north-1", "China (Beijing)", "北京"],
    ["cn-northwest-1", "China (Ningxia)", "寧夏"],
  ],
  "aws-us-gov": [
    ["us-gov-east-1", "AWS GovCloud (US-East)", "GovCloud 米国東部"],
    ["us-gov-west-1", "AWS GovCloud (US-West)", "GovCloud 米国西部"],
  ],
  "aws-eusc": [["eusc-de-east-1", "AWS European Sovereign Cloud (Germany)", "ドイツ"]],
};

// A region that AWS opens after this table was written is in `aws` unless another partition claims its prefix.
const shapes: Record<PartitionId, RegExp> = {
  aws: /^(?!cn-)[a-z]{2}-[a-z]{3,12}-\d{1,2}$/,
  "aws-cn": /^cn-[a-z]{3,12}-\d{1,2}$/,
  "aws-us-gov": /^us-gov-[a-z]{3,12}-\d{1,2}$/,
  "aws-eusc": /^eusc-[a-z]{2}-[a-z]{3,12}-\d{1,2}$/,
};

// "Central" alone would not say where.
const labels: Record<string, string> = {
  "ca-central-1": "Canada Central",
  "mx-central-1": "Mexico Central",
  "us-gov-east-1": "GovCloud East",
  "us-gov-west-1": "GovCloud West",
  "sa-east-1": "São Paulo",
};

const regions: readonly Region[] = partitionIds.flatMap((partition) =>
  table[partition].map(([id, name, labelJa]) => ({
    id,
    partition,
    name,
    label: labels[id] ?? name.slice(name.indexOf("(") + 1, -1),
    labelJa,
  })),
);

const byId = new Map(regions.map((region) => [region.id, region]));

/** The known regions of a partition, in the order to offer them. */
export function regionsOf(partition: PartitionId): readonly Region[] {
  return regions.filter((region) => region.partition === partition);
}

/** What is known of a region; undefined for one that is newer than the table. */
export function findRegion(id: string): Region | undefined {
  return byId.get(id);
}

/** The label to show for a region: the city in the reader's language, or the region's id when it is not known. */
export function regionLabel(id: string, locale: string): string {
  const region = byId.get(id);
  if (region === undefined) return id;
  return /^ja\b/i.test(locale) ? region.labelJa : region.label;
}

/** True for a known region of the partition and for any id that is shaped like one. */
export function isRegion(partition: PartitionId, value: string): boolean {
  return shapes[partition].test(value);
}

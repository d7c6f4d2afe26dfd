export const partitionIds = ["aws", "aws-cn", "aws-us-gov", "aws-eusc"] as const;
export type PartitionId = (typeof partitionIds)[number];

export type Partition = {
  id: PartitionId;
  /** Of API endpoints: `sts.<region>.<dnsSuffix>`. */
  dnsSuffix: string;
  /** `<region>.` may stand before it, and so may some services' names. */
  consoleHost: string;
  /** `<region>.` may stand before it. */
  signinHost: string;
  /** Where STS is asked when no region is named; every account has it enabled. */
  stsRegion: string;
  /** False where hosts without a region do not exist, as in the European Sovereign Cloud. */
  hasGlobalHosts: boolean;
};

/**
 * The partitions that people reach over the internet. Hosts:
 * https://docs.aws.amazon.com/general/latest/gr/mgmt-console.html,
 * https://docs.aws.amazon.com/general/latest/gr/signin-service.html,
 * https://docs.amazonaws.cn/en_us/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html,
 * https://docs.aws.eu/esc/latest/gr/endpoints.html
 */
export const partitions: Readonly<Record<PartitionId, Partition>> = {
  aws: {
    id: "aws",
    dnsSuffix: "amazonaws.com",
    consoleHost: "console.aws.amazon.com",
    signinHost: "signin.aws.amazon.com",
    stsRegion: "us-east-1",
    hasGlobalHosts: true,
  },
  "aws-cn": {
    id: "aws-cn",
    dnsSuffix: "amazonaws.com.cn",
    consoleHost: "console.amazonaws.cn",
    signinHost: "signin.amazonaws.cn",
    stsRegion: "cn-north-1",
    hasGlobalHosts: true,
  },
  "aws-us-gov": {
    id: "aws-us-gov",
    dnsSuffix: "amazonaws.com",
    consoleHost: "console.amazonaws-us-gov.com",
    signinHost: "signin.amazonaws-us-gov.com",
    stsRegion: "us-gov-west-1",
    hasGlobalHosts: true,
  },
  "aws-eusc": {
    id: "aws-eusc",
    dnsSuffix: "amazonaws.eu",
    consoleHost: "console.amazonaws-eusc.eu",
    signinHost: "signin.amazonaws-eusc.eu",
    stsRegion: "eusc-de-east-1",
    hasGlobalHosts: false,
  },
};

/** Narrows a string to a partition that the portal knows. */
export function isPartitionId(value: string): value is PartitionId {
  return (partitionIds as readonly string[]).includes(value);
}

/** The partition of an ARN (`arn:aws-cn:…`) or of a partition's own name; null when it is none of ours. */
export function partitionOf(arnOrId: string): PartitionId | null {
  const id = arnOrId.startsWith("arn:") ? (arnOrId.split(":", 2)[1] ?? "") : arnOrId;
  return isPartitionId(id) ? id : null;
}

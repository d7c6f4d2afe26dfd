import { existsSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDestination, destinationMaxLength } from "./check-destination.ts";
import { consoleUrl } from "./console-url.ts";
import { federationEndpoint, partitionOfSigninHost } from "./federation-endpoint.ts";
import { type PartitionId, partitionIds, partitionOf, partitions } from "./partitions.ts";
import { findRegion, isRegion, regionLabel, regionsOf } from "./regions.ts";

const anyPartition = fc.constantFrom(...partitionIds);

test.each([
  ["arn:aws:iam::111122223333:role/Admin", "aws"],
  ["arn:aws-cn:sts::111122223333:assumed-role/Admin/x", "aws-cn"],
  ["aws-us-gov", "aws-us-gov"],
  ["arn:aws-eusc:iam::111122223333:role/Admin", "aws-eusc"],
  ["arn:aws-iso:iam::111122223333:role/Admin", null],
  ["arn:", null],
  ["constructor", null],
  ["", null],
])("the partition of %s is %s", (text, partition) => {
  expect(partitionOf(text)).toBe(partition);
});

test("every known region has both names and a short label, and is a region of its own partition only", () => {
  for (const partition of partitionIds) {
    expect(isRegion(partition, partitions[partition].stsRegion)).toBe(true);
    for (const { id, name, label, labelJa } of regionsOf(partition)) {
      expect(partitionIds.filter((other) => isRegion(other, id))).toEqual([partition]);
      expect(name).not.toBe("");
      expect(label.length).toBeLessThanOrEqual(16);
      expect(labelJa).toMatch(/[\p{Script=Han}\p{Script=Katakana}]/u);
    }
  }
  expect(regionLabel("ap-northeast-1", "en")).toBe("Tokyo");
  expect(regionLabel("ap-northeast-1", "ja-JP")).toBe("東京");
  expect(regionLabel("ap-north-9", "ja")).toBe("ap-north-9");
});

const sdkTable = new URL(
  "../../node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js",
  import.meta.url,
);

test.skipIf(!existsSync(sdkTable))("the regions are those that the AWS SDK lists", async () => {
  type Listed = {
    id: string;
    outputs: { dnsSuffix: string };
    regions: Record<string, { description: string }>;
  };
  const module: { partitionsInfo: { partitions: Listed[] } } = await import(/* @vite-ignore */ sdkTable.href);
  for (const { id, outputs, regions } of module.partitionsInfo.partitions) {
    const partition = partitionOf(id);
    if (partition === null) continue;
    const listed = Object.entries(regions).filter(([region]) => !region.endsWith("-global"));
    const ours = regionsOf(partition).map((region) => [region.id, region.name]);
    expect(ours.sort()).toEqual(listed.map(([region, { description }]) => [region, description]).sort());
    expect(partitions[partition].dnsSuffix).toBe(outputs.dnsSuffix);
  }
});

test.each<[PartitionId, string, boolean]>([
  ["aws", "nz-central-1", true],
  ["aws", "eu-west-12", true],
  ["aws", "us-gov-west-1", false],
  ["aws", "us-iso-east-1", false],
  ["aws", "cn-north-1", false],
  ["aws", "us-east-1\n", false],
  ["aws", "US-EAST-1", false],
  ["aws", "us-east-1.evil.example", false],
  ["aws-cn", "cn-south-1", true],
  ["aws-us-gov", "us-gov-central-1", true],
  ["aws-eusc", "eusc-fr-west-1", true],
  ["aws-eusc", "eu-west-1", false],
])("in %s, %s being a region is %s", (partition, value, expected) => {
  expect(isRegion(partition, value)).toBe(expected);
});

test.each<[PartitionId, string | null, string]>([
  ["aws", null, "https://signin.aws.amazon.com/federation"],
  ["aws", "us-east-1", "https://signin.aws.amazon.com/federation"],
  ["aws", "ap-northeast-1", "https://ap-northeast-1.signin.aws.amazon.com/federation"],
  ["aws", "nz-central-1", "https://signin.aws.amazon.com/federation"],
  ["aws", "cn-north-1", "https://signin.aws.amazon.com/federation"],
  ["aws-cn", "cn-northwest-1", "https://signin.amazonaws.cn/federation"],
  ["aws-us-gov", "us-gov-west-1", "https://signin.amazonaws-us-gov.com/federation"],
  ["aws-us-gov", "us-gov-east-1", "https://us-gov-east-1.signin.amazonaws-us-gov.com/federation"],
  ["aws-eusc", null, "https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation"],
])("federation of %s in %s is at %s", (partition, region, url) => {
  expect(federationEndpoint(partition, region)).toBe(url);
});

test.each([
  ["signin.aws.amazon.com", "aws"],
  ["eu-west-1.signin.aws.amazon.com", "aws"],
  ["cn-north-1.signin.amazonaws.cn", "aws-cn"],
  ["us-gov-west-1.signin.aws.amazon.com", null],
  ["evil.signin.aws.amazon.com", null],
  ["signin.aws.amazon.com.evil.example", null],
  ["xsignin.aws.amazon.com", null],
])("the sign-in host %s belongs to %s", (host, partition) => {
  expect(partitionOfSigninHost(host)).toBe(partition);
});

test.each<[PartitionId, string | null, string | null, string]>([
  ["aws", null, null, "https://console.aws.amazon.com/console/home"],
  ["aws", "eu-west-1", null, "https://eu-west-1.console.aws.amazon.com/console/home?region=eu-west-1"],
  ["aws", "nz-central-1", null, "https://console.aws.amazon.com/console/home?region=nz-central-1"],
  ["aws-cn", "cn-north-1", null, "https://cn-north-1.console.amazonaws.cn/console/home?region=cn-north-1"],
  ["aws-us-gov", null, "ec2", "https://console.amazonaws-us-gov.com/ec2/home"],
  ["aws-eusc", null, null, "https://eusc-de-east-1.console.amazonaws-eusc.eu/console/home"],
  [
    "aws",
    "us-west-2",
    "dynamodb",
    "https://us-west-2.console.aws.amazon.com/dynamodbv2/home?region=us-west-2",
  ],
  [
    "aws",
    "us-west-2",
    "constructor",
    "https://us-west-2.console.aws.amazon.com/constructor/home?region=us-west-2",
  ],
  [
    "aws",
    "us-west-2",
    "/ec2/home#Instances:",
    "https://us-west-2.console.aws.amazon.com/ec2/home?region=us-west-2#Instances:",
  ],
  [
    "aws",
    "us-west-2",
    "https://console.aws.amazon.com/ec2/home?a=%20+b#x",
    "https://console.aws.amazon.com/ec2/home?a=%20+b&region=us-west-2#x",
  ],
  [
    "aws",
    "us-west-2",
    "https://console.aws.amazon.com/ec2/home?region=eu-west-1",
    "https://console.aws.amazon.com/ec2/home?region=eu-west-1",
  ],
  [
    "aws",
    "us-west-2",
    "https://eu-west-1.console.aws.amazon.com/ec2/home",
    "https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1",
  ],
  [
    "aws",
    null,
    "https://s3.console.aws.amazon.com/s3/buckets/a",
    "https://s3.console.aws.amazon.com/s3/buckets/a",
  ],
  [
    "aws",
    null,
    " https://111122223333-ab12cd34.us-east-1.console.aws.amazon.com/ec2/home ",
    "https://us-east-1.console.aws.amazon.com/ec2/home",
  ],
  ["aws", null, "https://CONSOLE.AWS.amazon.com:443/x/../ec2", "https://console.aws.amazon.com/ec2"],
])("in %s and %s, %s lands on %s", (partition, region, destination, url) => {
  expect(consoleUrl({ partition, region, destination })).toEqual({ ok: true, url });
});

test.each([
  ["", "destination_malformed"],
  ["//evil.example/x", "destination_malformed"],
  ["/\\evil.example", "destination_malformed"],
  ["https://console.aws.amazon.com\t.evil.example/", "destination_malformed"],
  ["https://console.aws.amazon.com/a b", "destination_malformed"],
  ["https://console.aws.amazon.com/\u202e", "destination_malformed"],
  ["not a url", "destination_malformed"],
  ["EC2", "destination_malformed"],
  ["javascript:alert(1)", "destination_not_https"],
  ["http://console.aws.amazon.com/", "destination_not_https"],
  ["data:text/html,x", "destination_not_https"],
  ["https://me@console.aws.amazon.com/", "destination_has_userinfo"],
  ["https://console.aws.amazon.com@evil.example/", "destination_has_userinfo"],
  ["https://:pw@console.aws.amazon.com/", "destination_has_userinfo"],
  ["https://console.aws.amazon.com:8443/", "destination_has_port"],
  ["https://evil.example/console.aws.amazon.com", "destination_host_not_console"],
  ["https://console.aws.amazon.com.evil.example/", "destination_host_not_console"],
  ["https://console.aws.amazon.com./", "destination_host_not_console"],
  ["https://xconsole.aws.amazon.com/", "destination_host_not_console"],
  ["https://evil.console.aws.amazon.com/", "destination_host_not_console"],
  ["https://a.us-east-1.console.aws.amazon.com/", "destination_host_not_console"],
  ["https://console.amazonaws.cn/", "destination_host_not_console"],
  ["https://cn-north-1.console.aws.amazon.com/", "destination_host_not_console"],
  ["https://signin.aws.amazon.com/", "destination_host_not_console"],
  [`/${"a".repeat(destinationMaxLength)}`, "destination_too_long"],
  [`/${"é".repeat(400)}`, "destination_too_long"],
])("in aws, %s is refused as %s", (value, reason) => {
  expect(checkDestination("aws", value)).toEqual({ ok: false, reason });
});

test("whatever is accepted is on a console host of the partition, and is accepted as it is again", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        "https://",
        "http:",
        "//",
        "/",
        "\\",
        "@",
        ":",
        "443",
        ".",
        "?",
        "#",
        "&",
        "region=",
        "%2f",
      ),
      fc.constantFrom(
        "console.aws.amazon.com",
        "console.amazonaws.cn",
        "console.amazonaws-us-gov.com",
        "evil.example",
      ),
      fc.constantFrom(
        "us-east-1.",
        "cn-north-1.",
        "s3.",
        "111122223333-abcd1234.",
        "ec2",
        "/console/home",
        "xn--",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    ),
    { maxLength: 8 },
  );
  const likely = fc.constantFrom(
    "",
    "",
    "https://console.aws.amazon.com",
    "https://console.amazonaws.cn/",
    "/",
  );
  const text = fc.tuple(likely, pieces).map(([start, rest]) => `${start}${rest.join("")}`);
  let accepted = 0;
  fc.assert(
    fc.property(anyPartition, text, fc.boolean(), (partition, value, withRegion) => {
      const region = withRegion ? partitions[partition].stsRegion : null;
      const check = checkDestination(partition, value, region);
      if (!check.ok) return;
      accepted += 1;
      const url = new URL(check.url);
      const host = partitions[partition].consoleHost;
      expect(url.protocol).toBe("https:");
      expect(`${url.username}${url.password}${url.port}`).toBe("");
      expect(url.hostname === host || url.hostname.endsWith(`.${host}`)).toBe(true);
      expect(check.url).toMatch(/^[\x21-\x7e]{1,1000}$/);
      expect(checkDestination(partition, check.url, region)).toEqual(check);
    }),
    { numRuns: 5000 },
  );
  expect(accepted).toBeGreaterThan(200);
});

test("a region that is not known is not made up", () => {
  expect(findRegion("nz-central-1")).toBeUndefined();
});

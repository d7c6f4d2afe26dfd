import { expect, test } from "vitest";
import { moveToRegion } from "./move-to-region.ts";

test.each([
  [
    "https://console.aws.amazon.com/lambda/home?region=eu-central-1",
    "https://console.aws.amazon.com/lambda/home?region=us-east-1",
  ],
  [
    "https://eu-central-1.console.aws.amazon.com/ec2/home?a=1&region=eu-central-1#Instances:",
    "https://us-east-1.console.aws.amazon.com/ec2/home?a=1&region=us-east-1#Instances:",
  ],
  ["https://s3.console.aws.amazon.com/s3/buckets", "https://s3.console.aws.amazon.com/s3/buckets"],
  [
    "https://console.aws.amazon.com/x?xregion=eu-west-1",
    "https://console.aws.amazon.com/x?xregion=eu-west-1",
  ],
])("%s moves to %s", (from, to) => {
  expect(moveToRegion("aws", from, "us-east-1")).toBe(to);
});

import { expect, test } from "vitest";
import { consolePage } from "./console-page.ts";

test.each([
  [null, null],
  ["https://console.aws.amazon.com/console/home?region=eu-west-1", null],
  ["https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#Instances:", "/ec2/home#Instances:"],
  ["/cloudwatch/home", "/cloudwatch/home"],
  ["ec2", "ec2"],
])("%s is %s", (destination, page) => {
  expect(consolePage(destination)).toBe(page);
});

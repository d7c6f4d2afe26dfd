import { expect, test } from "vitest";
import { raiseMaximumCli } from "./aws-cli.ts";
import { readIamArn } from "./read-iam-arn.ts";

test.each([
  [
    "arn:aws:iam::222222222222:role/team/Deploy",
    "aws iam update-role \\\n  --role-name Deploy \\\n  --max-session-duration 7200\n",
  ],
  [
    "arn:aws-cn:iam::222222222222:role/-Deploy,now",
    "aws iam update-role \\\n  --region cn-north-1 \\\n  --role-name='-Deploy,now' \\\n  --max-session-duration 7200\n",
  ],
])("a longer maximum of %s is set in its own partition, the name being one word", (arn, lines) => {
  const role = readIamArn(arn);
  if (!role) throw new Error(`${arn} is no role`);
  expect(raiseMaximumCli(role, 7200)).toBe(lines);
});

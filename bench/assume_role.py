"""What people run by hand today: assume a role, print three export lines."""
import os

import boto3

# Older versions do not read AWS_ENDPOINT_URL_STS themselves.
sts = boto3.client("sts", endpoint_url=os.environ.get("AWS_ENDPOINT_URL_STS"))
answer = sts.assume_role(
    RoleArn=os.environ["ROLE_ARN"],
    RoleSessionName="dev@nimbus.example",
    SourceIdentity="dev@nimbus.example",
    DurationSeconds=3600,
)
credentials = answer["Credentials"]
print(f"export AWS_ACCESS_KEY_ID='{credentials['AccessKeyId']}'")
print(f"export AWS_SECRET_ACCESS_KEY='{credentials['SecretAccessKey']}'")
print(f"export AWS_SESSION_TOKEN='{credentials['SessionToken']}'")

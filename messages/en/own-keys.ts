export const ownKeys = {
  title: "With your own keys",
  about:
    "For people whose own AWS identity the role trusts: nothing here is secret, and nothing passes through this portal.",
  loading: "Reading…",
  kind: "Write it for",
  sourceProfile: "Your own profile",
  sourceProfileHint: "The profile in ~/.aws that holds your keys.",
  mfaSerial: "Your MFA device",
  mfaSerialHint: "Its ARN. Leave empty if the role demands no MFA.",
  mfaSerialNeeded: "This role demands MFA: give the ARN of your user’s device.",
  mfaSerialExample: "arn:aws:iam::111122223333:mfa/device",
  codeCommitRegion: "Region of the repositories",
  codeCommitRegionHint: "Leave empty for the role’s own.",
  block: "{kind}, to copy",
  copy: "Copy",
  copied: "Copied",
  copiedKind: "Copied: {kind}",
  switchRole: "Switch to this role in the AWS console (opens a new tab)",
  switchRoleHint: "Works while you are signed in to the console as a user that the role trusts.",
  kinds: {
    "config-source-profile": "AWS config: your profile’s keys",
    "config-environment": "AWS config: keys in the environment",
    "config-instance-metadata": "AWS config: on an EC2 instance",
    "config-container": "AWS config: in an ECS task",
    codecommit: "git with CodeCommit",
    "codecommit-undo": "git with CodeCommit: undo",
    boto3: "Python (boto3)",
    javascript: "JavaScript (SDK v3)",
  },
  hints: {
    "config-source-profile":
      "Append to ~/.aws/config, then use --profile {profile}. If your own keys are a role’s, delete the line duration_seconds.",
    "config-environment":
      "Append to ~/.aws/config, then use --profile {profile} where AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set.",
    "config-instance-metadata":
      "Append to ~/.aws/config on the instance, then use --profile {profile}. The instance’s role assumes this one.",
    "config-container":
      "Append to ~/.aws/config in the image, then use --profile {profile}. The task’s role assumes this one.",
    codecommit:
      "Paste into bash, zsh or any POSIX shell. git then asks profile {profile}, which must be in ~/.aws, for CodeCommit; other hosts stay as they are.",
    "codecommit-undo": "Paste into the same shell to take the CodeCommit helper away again.",
    boto3:
      "Save as a .py file and run it with python3. Use the session for clients of any service and region.",
    javascript:
      "Save as an .mjs file and run it with node. Use the credentials for clients of any service and region.",
  },
} as const;

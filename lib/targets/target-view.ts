/** What an assignment reaches: one role, or all that fit account, role name pattern and tag as far as each is given. */
export type TargetView =
  | {
      kind: "role";
      role: {
        id: string;
        arn: string;
        label: string;
        roleName: string;
        /** Twelve digits. */
        accountId: string;
        accountName: string;
      };
    }
  | {
      kind: "scope";
      account: { id: string; accountId: string; name: string } | null;
      /** `*` and `?` as in IAM. */
      roleNamePattern: string | null;
      tag: { key: string; value: string } | null;
      /** How many roles fit now. */
      roles: number;
    };

import type { RoleCredentials } from "./role-credentials.ts";

/** AWS's documented example keys, for tests; they open nothing. */
export const exampleCredentials: RoleCredentials = {
  accessKeyId: "ASIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken: "FwoGZXIvYXdzEBYaDExample+Token/With=Signs==",
  expiresAt: "2099-03-01T09:30:00Z",
  region: "ap-northeast-1",
  accountId: "111122223333",
  roleName: "Admin",
  sessionName: "ueno@example.com",
  profileName: "shop-production-admin",
};

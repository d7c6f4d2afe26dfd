import type { SignInMethod } from "./sign-in-sessions.ts";

/** An open sign-in session; times are ISO 8601. Its cookie is nowhere. */
export type SignInView = {
  id: string;
  /** Whether it is the one that asks. */
  current: boolean;
  method: SignInMethod;
  address: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
};

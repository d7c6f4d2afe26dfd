import type { SignInView } from "#lib/auth/sign-in-view.ts";
import type { ClientSignInView } from "#lib/clients/client-sign-in-view.ts";
import type { AccessTokenView } from "#lib/tokens/token-view.ts";

/** An access token with the first roles that it is limited to, by name; none where it is limited to none. */
export type SignedInToken = AccessTokenView & {
  onlyRoles: readonly { id: string; label: string; accountName: string }[];
};

/** Everything that stands for a person at the portal now: browsers, AWS clients and access tokens in force. */
export type SignedInView = {
  signIns: readonly SignInView[];
  clientSignIns: readonly ClientSignInView[];
  tokens: readonly SignedInToken[];
};

/** How many of each were ended. */
export type EndedCounts = { signIns: number; clientSignIns: number; tokens: number };

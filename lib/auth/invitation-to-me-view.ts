/** An invitation as the invited person sees it before they accept; times are ISO 8601. */
export type InvitationToMe = {
  name: string;
  email: string;
  /** The portal's host. */
  portal: string;
  expiresAt: string;
  /** The identity provider that they may sign in with, beside a password of their own choice. */
  oidc: { name: string } | null;
};

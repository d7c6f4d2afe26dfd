export const signIn = {
  title: "Sign in",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  withProvider: "Continue with {name}",
  leaving: "Going to {name}…",
  or: "or",
  noScript: "Signing in needs JavaScript. Allow it for this site, then reload.",
  signedOut: "You are signed out.",
  setupNeeded:
    "This portal has no owner yet. Open the setup link that the server printed in its log when it started.",
  reason: {
    sign_in_required: "Your sign-in has ended. Sign in again to go on.",
    sign_in_failed: "E-mail and password do not match.",
    sign_in_refused: "Signing in was refused.",
    person_disabled: "This person is disabled. Ask an owner of the portal.",
    identity_provider_failed: "The identity provider did not complete the sign-in. Try again.",
    invitation_invalid:
      "This invitation has been used, revoked or has ended. Ask whoever invited you for a new one.",
    identity_taken:
      "That account of your identity provider belongs to another person of this portal already. Your invitation still works.",
    other: "Signing in did not work. Try again.",
  },
} as const;

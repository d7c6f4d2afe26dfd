import { expect, test } from "vitest";
import type { TokenScope, Viewer } from "#lib/auth/viewer.ts";
import { isAppError } from "#lib/errors.ts";
import { type AcceptedScope, requireScope } from "./bearer.ts";

/** Somebody who comes with a token, or with a browser. */
function viewer(scopes: readonly TokenScope[] | null, limitedToRoles = false): Viewer {
  return {
    personId: "person",
    name: "Ada",
    email: "ada@example.com",
    sessionName: "ada@example.com",
    portalRole: "member",
    locale: null,
    theme: null,
    signInId: "sign-in",
    accessToken: scopes && { id: "token", scopes, limitedToRoles },
    clientSignIn: null,
    signedInAt: "2026-03-01T09:30:00.000Z",
    requestId: "request",
    address: "192.0.2.1",
  };
}

const either: AcceptedScope = ["roles:use", "roles:credentials"];
function accepted(asking: Viewer, scope: AcceptedScope | undefined): string {
  try {
    requireScope(asking, scope);
    return "none";
  } catch (error) {
    return isAppError(error) ? error.code : String(error);
  }
}

test("a browser needs no scope, and a token one of those that are taken", () => {
  for (const scope of ["roles:use", either, "any", undefined] as const)
    expect(accepted(viewer(null), scope)).toBe("none");
  for (const scopes of [["roles:use"], ["roles:credentials"]] as const)
    expect(accepted(viewer(scopes), either)).toBe("none");
  expect(accepted(viewer(["audit:read"]), either)).toBe("token_scope_missing");
  expect(accepted(viewer(["roles:credentials"]), "roles:use")).toBe("token_scope_missing");
  expect(accepted(viewer(["audit:read"]), "any")).toBe("none");
  expect(accepted(viewer(["roles:use"]), undefined)).toBe("token_not_accepted");
});

test("a token of some roles opens their credentials, and nothing else whatever its scopes say", () => {
  const all = ["roles:use", "roles:credentials", "catalogue:read", "audit:read"] as const;
  expect(accepted(viewer(all, true), either)).toBe("none");
  expect(accepted(viewer(all, true), "any")).toBe("none");
  for (const scope of ["roles:use", "catalogue:read", "audit:read", undefined] as const)
    expect(accepted(viewer(all, true), scope)).toBe("token_not_accepted");
});

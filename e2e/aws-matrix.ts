import type { Answers, Row } from "./authorization-matrix.ts";

// Who may do what below /aws, where AWS's own clients ask. No cookie counts there, so that every browser is nobody.

/** Those who ask with an AWS client's access token: by their assignments, and one whose client sign-in has ended. */
export const clientKinds = ["unassigned", "assigned", "ended"] as const;
export type ClientKind = (typeof clientKinds)[number];
export type ClientAnswers = Readonly<Record<ClientKind, string>>;

const everyone = (answer: string): Answers => ({
  anonymous: answer,
  disabled: answer,
  signedOut: answer,
  unassigned: answer,
  assigned: answer,
  auditor: answer,
  admin: answer,
  owner: answer,
});
const nobody = everyone("401 UnauthorizedException");
const clients = (assigned: string, unassigned = assigned): ClientAnswers => ({
  assigned,
  unassigned,
  ended: "401 UnauthorizedException",
});

const nothingHere = [{ path: "/aws/nothing-here", answers: everyone("404 ResourceNotFoundException") }];
const unknownClient = { clientId: "unknown", clientSecret: "unknown" };

/** A role's credentials for a person's access token of a scope for them. */
const credentials = (path: string): Row => ({
  GET: [
    { path: `${path}/{assignedRole}`, answers: nobody, toToken: "200" },
    { path: `${path}/{nobodysRole}`, answers: nobody, toToken: "403 ForbiddenException" },
  ],
});

export const awsMatrix: Readonly<Record<string, Row>> = {
  "/aws/[...unknown]": { GET: nothingHere, POST: nothingHere },
  "/aws/assignment/accounts": {
    GET: [
      { path: "/aws/assignment/accounts", answers: nobody, toClient: clients("200") },
      {
        path: "/aws/assignment/accounts?max_result=0",
        answers: nobody,
        toClient: clients("400 InvalidRequestException"),
      },
    ],
  },
  "/aws/assignment/roles": {
    GET: [
      {
        path: "/aws/assignment/roles?account_id={assignedAccountNumber}",
        answers: nobody,
        toClient: clients("200", "403 ForbiddenException"),
      },
    ],
  },
  "/aws/client/register": {
    POST: [
      { path: "/aws/client/register", answers: everyone("400 InvalidRequestException") },
      {
        path: "/aws/client/register",
        body: ({ unique }) => ({ clientName: unique, clientType: "public" }),
        answers: everyone("200"),
      },
    ],
  },
  "/aws/container-credentials/[roleId]": credentials("/aws/container-credentials"),
  "/aws/credential-process/[roleId]": credentials("/aws/credential-process"),
  "/aws/device_authorization": {
    POST: [
      { path: "/aws/device_authorization", answers: everyone("400 InvalidRequestException") },
      {
        path: "/aws/device_authorization",
        body: () => ({ ...unknownClient, startUrl: "https://portal.example.com/start" }),
        answers: everyone("401 InvalidClientException"),
      },
    ],
  },
  "/aws/federation/credentials": {
    GET: [
      {
        path: "/aws/federation/credentials?account_id={assignedAccountNumber}&role_name={assignedRoleName}",
        answers: nobody,
        toClient: clients("200", "403 ForbiddenException"),
      },
      {
        path: "/aws/federation/credentials?account_id=999999999999&role_name=Nobodys",
        answers: nobody,
        toClient: clients("403 ForbiddenException"),
      },
    ],
  },
  "/aws/logout": { POST: [{ path: "/aws/logout", answers: nobody, toClient: clients("200") }] },
  "/aws/self-test": { GET: [{ path: "/aws/self-test", answers: everyone("200") }] },
  "/aws/token": {
    POST: [
      {
        path: "/aws/token",
        body: () => ({ ...unknownClient, grantType: "refresh_token", refreshToken: "unknown" }),
        answers: everyone("401 InvalidClientException"),
      },
      { path: "/aws/token?aws_iam=t", answers: everyone("400 UnauthorizedClientException") },
    ],
  },
};

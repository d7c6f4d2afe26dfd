import { z } from "zod";
import { errorStatus } from "#lib/errors.ts";
import { answerSchemas } from "./answers.ts";
import { operationScopes } from "./operation-scopes.ts";
import { type Operation, operations } from "./operations.ts";

const errorSchema = {
  type: "object",
  properties: {
    error: {
      type: "object",
      properties: {
        code: { type: "string", enum: Object.keys(errorStatus) },
        message: { type: "string" },
        requestId: { type: "string" },
        details: { type: "object" },
      },
      required: ["code", "message", "requestId"],
    },
  },
  required: ["error"],
} as const;

/**
 * The API as OpenAPI 3.1, made from the schemas that the verbs parse with, https://spec.openapis.org/oas/v3.1.1.html
 * @param origin the portal's public origin
 */
export function describeApi(origin: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const at = paths[operation.path] ?? {};
    at[operation.method] = operationObject(operation);
    paths[operation.path] = at;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Genkan",
      version: "1",
      summary: "A self-hosted AWS access portal",
      description: `Send an access token as a bearer, where an operation names its scope; or sign in as a browser does and send the cookie, when everything but GET needs the header Origin: ${origin}.`,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: { ...answerSchemas, Error: errorSchema },
      securitySchemes: {
        signIn: { type: "apiKey", in: "cookie", name: "genkan.sign-in" },
        accessToken: { type: "http", scheme: "bearer", bearerFormat: "genkan_pat_…" },
      },
    },
  };
}

function operationObject(operation: Operation): object {
  const { method, path, summary, who, body, form, query, status, answer, text } = operation;
  const words = [method, ...path.split(/[^A-Za-z]+/).filter((word) => word !== "" && word !== "api")];
  const content = {
    ...(answer && { "application/json": { schema: { $ref: `#/components/schemas/${answer}` } } }),
    ...(text && { "text/plain": { schema: { type: "string" } } }),
  };
  return {
    operationId: words.map((word, at) => (at === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join(""),
    summary,
    description: `For: ${who}.`,
    ...(who !== "anyone" && { security: [{ signIn: [] }, ...tokenSecurity(`${method} ${path}`)] }),
    parameters: [...pathParameters(path), ...(query ? queryParameters(query) : [])],
    ...(body && {
      requestBody: {
        content: {
          [form ? "application/x-www-form-urlencoded" : "application/json"]: { schema: jsonSchema(body) },
        },
      },
    }),
    responses: {
      [status]: { description: summary, ...(Object.keys(content).length > 0 && { content }) },
      default: {
        description: "A refusal with its code",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

/** Any one of the entries of `security` serves. */
function tokenSecurity(operation: string): object[] {
  const scope = operationScopes[operation];
  if (!scope) return [];
  if (scope === "any") return [{ accessToken: [] }];
  const scopes = typeof scope === "string" ? [scope] : scope;
  return scopes.map((each) => ({ accessToken: [each] }));
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodType): object[] {
  const { properties } = jsonSchema(query);
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: false,
    schema,
  }));
}

function jsonSchema(schema: z.ZodType): { properties?: Record<string, unknown> } {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}

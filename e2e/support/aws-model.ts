import * as sso from "@aws-sdk/client-sso";
import * as oidc from "@aws-sdk/client-sso-oidc";
import { NormalizedSchema } from "@smithy/core/schema";
import type { StaticErrorSchema, StaticOperationSchema, StaticStructureSchema } from "@smithy/types";

// The models that ship in AWS's own clients, as far as these tests hold answers against them.

export type Operation = {
  service: "sso" | "sso-oidc";
  name: string;
  method: string;
  path: string;
  status: number;
  /** Null where the model says that there is none. */
  output: StaticStructureSchema | null;
};

export type ModelledError = {
  service: Operation["service"];
  name: string;
  status: number;
  members: string[];
};

const exported = [
  ...Object.values(sso).map((value: unknown) => ({ service: "sso" as const, value })),
  ...Object.values(oidc).map((value: unknown) => ({ service: "sso-oidc" as const, value })),
];

/** Every operation of both services. */
export function modelledOperations(): Operation[] {
  return exported.flatMap(({ service, value }): Operation[] => {
    if (!isOperation(value)) return [];
    const [, , name, traits, , output] = value;
    const http = typeof traits === "object" ? traits.http : undefined;
    const made = typeof output === "function" ? output() : output;
    if (!http) throw new Error(`the model of ${name} is not as it was`);
    const [method, path, status] = http;
    return [{ service, name, method, path, status, output: isStructure(made) ? made : null }];
  });
}

/** Every error of both services, but for the bases that no answer names. */
export function modelledErrors(): ModelledError[] {
  return exported.flatMap(({ service, value }): ModelledError[] => {
    if (!isErrorSchema(value)) return [];
    const schema = NormalizedSchema.of(value);
    const { httpError } = schema.getMergedTraits();
    if (typeof httpError !== "number") return [];
    const members = [...schema.structIterator()].map(([name]) => name);
    return [{ service, name: value[2], status: httpError, members }];
  });
}

/** What of a body is not as the schema says: members that it has not, and values of other types. */
export function deviations(schema: unknown, body: unknown, place = "body"): string[] {
  if (schema === null) return isEmpty(body) ? [] : [`${place} is not empty`];
  // What the client's schemas hold is what NormalizedSchema takes.
  const normal = NormalizedSchema.of(schema as StaticStructureSchema);
  if (normal.isStructSchema()) {
    if (body === null || typeof body !== "object" || Array.isArray(body)) return [`${place} is no object`];
    const members = new Map(normal.structIterator());
    return Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
      const member = members.get(name);
      if (!member) return [`${place}.${name} is not in the model`];
      return value === null ? [] : deviations(member, value, `${place}.${name}`);
    });
  }
  if (normal.isListSchema()) {
    if (!Array.isArray(body)) return [`${place} is no list`];
    return body.flatMap((item, n) => deviations(normal.getValueSchema(), item, `${place}[${n}]`));
  }
  if (normal.isStringSchema()) return typeof body === "string" ? [] : [`${place} is no text`];
  // Every number of both services is an integer or a long.
  if (normal.isNumericSchema()) return Number.isSafeInteger(body) ? [] : [`${place} is no integer`];
  return [`${place} has a type that this does not know`];
}

const isEmpty = (body: unknown) => JSON.stringify(body) === "{}";
const isSchema = (value: unknown, kind: number): value is readonly unknown[] =>
  Array.isArray(value) && value[0] === kind;
const isOperation = (value: unknown): value is StaticOperationSchema => isSchema(value, 9);
const isStructure = (value: unknown): value is StaticStructureSchema => isSchema(value, 3);
const isErrorSchema = (value: unknown): value is StaticErrorSchema => isSchema(value, -3);

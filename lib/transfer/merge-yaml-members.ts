import { isNode, isScalar, Pair, type YAMLMap } from "yaml";
import type { Mapping, Value } from "./yaml-nodes.ts";
import { nodeFor } from "./yaml-nodes.ts";

/**
 * Changes the members of a mapping in place, from what it said to what it is to say.
 * @param how.identity keys that stay as they are written
 */
export function mergeMembers(
  node: YAMLMap,
  has: Mapping,
  wanted: Mapping,
  how: { identity: readonly string[]; personName?: (name: string) => string },
): void {
  const same = (key: string) => comparable(key, has, how) === comparable(key, wanted, how);
  const written = new Set(node.items.map(keyOf));
  node.items = node.items.filter((pair) => {
    const key = keyOf(pair);
    if (how.identity.includes(key) || same(key)) return true;
    const value = wanted.get(key);
    if (value === undefined) return false;
    setValue(pair, value);
    return true;
  });
  const missing = [...wanted].filter(
    ([key]) => !written.has(key) && !how.identity.includes(key) && !same(key),
  );
  const roles = node.items.findIndex((pair) => keyOf(pair) === "roles");
  const at = roles < 0 ? node.items.length : roles;
  node.items.splice(at, 0, ...missing.map(([key, value]) => new Pair(nodeFor(key), nodeFor(value))));
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

function setValue(pair: Pair, value: Value): void {
  const { value: old } = pair;
  const node = nodeFor(value);
  if (isNode(old)) {
    if (old.comment) node.comment = old.comment;
    if (old.commentBefore) node.commentBefore = old.commentBefore;
  }
  pair.value = node;
}

/** What a role, account or group is without the key. */
const defaults: Readonly<Record<string, Value>> = {
  color: null,
  region: null,
  destination: null,
  "max-duration": { plain: "1h" },
  note: "",
  tags: new Map(),
  source: null,
  ou: null,
  "requires-mfa": false,
  "requires-second-factor": false,
  "bind-address": false,
  "source-identity": true,
  "session-name": null,
  "session-policy": null,
  "session-policy-arns": [],
  "session-tags": [],
  "send-tags": true,
  description: "",
  claim: null,
  members: [],
};

function comparable(
  key: string,
  item: Mapping,
  { identity, personName }: { identity: readonly string[]; personName?: (name: string) => string },
): string {
  const value = item.get(key) ?? (key === "label" ? labelOf(item) : defaults[key]);
  if (value === undefined) return "";
  // An assignment lasts as long as the role unless it says how long.
  if (key === "max-duration" && !item.has(key) && identity.includes("group")) return "";
  if (typeof value === "string" && key === "color") return value.trim().toLowerCase().replace(/^#?/, "#");
  if (typeof value === "string" && key === "session-policy") return compact(value);
  if (key === "members" && Array.isArray(value))
    return JSON.stringify(value.map((name) => personName?.(String(name)) ?? name).sort());
  return JSON.stringify(plain(value));
}

/** A role without a label is called by its name, which stands behind its path. */
function labelOf(item: Mapping): Value | undefined {
  const name = item.get("name");
  return typeof name === "string" ? name.slice(name.lastIndexOf("/") + 1) : undefined;
}

function compact(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}

function plain(value: Value): unknown {
  if (value instanceof Map) return [...value].map(([key, inner]) => [key, plain(inner)]);
  if (Array.isArray(value)) return value.map(plain);
  return value;
}

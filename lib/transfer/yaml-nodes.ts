import { type Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";

/** What is written as YAML. `plain` is a text that needs no quotes though it looks like none. */
export type Value = string | boolean | null | { plain: string } | readonly Value[] | Mapping;
export type Mapping = ReadonlyMap<string, Value>;

/** A value as nodes of a document that was parsed with `yamlOptions`. */
export function nodeFor(value: Value): Node {
  if (value === null) return plainScalar("null");
  if (typeof value === "boolean") return plainScalar(String(value));
  if (typeof value === "string") return scalarFor(value);
  if (value instanceof Map) return mapFor(value);
  if ("plain" in value) return plainScalar(value.plain);
  const list = new YAMLSeq();
  list.items = [...(value as readonly Value[])].map(nodeFor);
  list.flow = list.items.length === 0;
  return list;
}

function mapFor(members: Mapping): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value] of members) map.items.push(new Pair(scalarFor(key), nodeFor(value)));
  map.flow = map.items.length === 0;
  return map;
}

function plainScalar(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = "PLAIN";
  return scalar;
}

/** A text so quoted that YAML 1.1 and 1.2 both take it for one. */
function scalarFor(text: string): Scalar {
  const scalar = new Scalar(text);
  if (/\p{C}|[\u2028\u2029]/u.test(text) || /^\s|\s$/.test(text)) scalar.type = "QUOTE_DOUBLE";
  else if (looksLikeOther(text)) scalar.type = "QUOTE_DOUBLE";
  else if (text.includes('"') && !text.includes("'")) scalar.type = "QUOTE_SINGLE";
  else scalar.type = "PLAIN";
  return scalar;
}

// https://yaml.org/type/: null, bool, int, float, timestamp, merge and value of YAML 1.1, whose readers are many.
function looksLikeOther(text: string): boolean {
  return (
    /^(?:|~|null|true|false|yes|no|on|off|y|n|<<|=)$/i.test(text) ||
    /^[-+]?\.?(?:inf|nan)$/i.test(text) ||
    /^[-+.]?\d[-+\d._,:a-fox TtZz]*$/i.test(text)
  );
}

import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import { AppError } from "#lib/errors.ts";
import { looksLikeKey } from "./found-secrets.ts";
import { plainLine, shortened } from "./plain-line.ts";

/** The most bytes of a catalogue file: ten thousand roles and twenty thousand assignments fit. */
export const mostFileBytes = 8 * 1024 * 1024;
const mostNodes = 2_000_000;
const mostBehindAliases = 200_000;

/** A place in a YAML text: a node, with the path that leads to it. */
export type Spot = { file: YamlFile; node: Node | null; path: string };
type YamlFile = {
  lines: LineCounter;
  sourceOf: (alias: Node) => Node | null;
  behindAliases: number;
};

/** Scalars are texts, whatever they look like: an account id keeps its zeros and `no` stays `no`. */
export const yamlOptions = {
  schema: "failsafe",
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "error",
} as const;

/**
 * Parses a YAML text: one document without tags.
 * @throws AppError `catalogue_file_malformed`
 */
export function parseYaml(text: string): { document: Document.Parsed; top: Spot } {
  if (Buffer.byteLength(text) > mostFileBytes) throw wrong("line 1", "it is longer than 8 MB");
  const lines = new LineCounter();
  try {
    const document = withoutStacks(() =>
      parseDocument(text.replace(/^\uFEFF/, ""), { ...yamlOptions, lineCounter: lines }),
    );
    const [error] = document.errors;
    // The parser tells of its own stack as if that were a fault of the text.
    if (/call stack/.test(error?.message ?? "")) throw new RangeError();
    if (error?.code === "MULTIPLE_DOCS")
      throw wrong(lineAt(lines, error.pos[0]), "a second document begins here, and a catalogue file is one");
    if (error) throw wrong(lineAt(lines, error.pos[0]), shortened(plainLine(error.message), 200));
    const sources = sourcesOfAliases(document, lines);
    const file = { lines, sourceOf: (alias: Node) => sources.get(alias) ?? null, behindAliases: 0 };
    return { document, top: { file, node: document.contents, path: "" } };
  } catch (error) {
    // Both the parser and the walk call themselves for each level.
    if (error instanceof RangeError) throw wrong("line 1", "it is nested too deeply");
    throw error;
  }
}

/** The parser makes an error of every fault of a text, and may find a million: of these, stacks are what costs. */
function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What each alias stands for; the package itself would search the document anew for every one. */
function sourcesOfAliases(document: Document.Parsed, lines: LineCounter): Map<Node, Node> {
  const anchors = new Map<string, Node>();
  const sources = new Map<Node, Node>();
  let nodes = 0;
  visit(document, (_, node) => {
    nodes += 1;
    if (nodes > mostNodes) throw wrong("line 1", "it has too many parts");
    if (!isNode(node)) return;
    const at = () => lineAt(lines, node.range?.[0] ?? 0);
    if (isAlias(node)) {
      const source = anchors.get(node.source);
      if (source) sources.set(node, source);
      else throw wrong(at(), `there is no anchor &${shortened(plainLine(node.source), 60)} before this`);
      return;
    }
    if (node.tag !== undefined) throw wrong(at(), "tags such as !name are not taken");
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
  });
  return sources;
}

function lineAt(lines: LineCounter, offset: number): string {
  return `line ${lines.linePos(offset).line}`;
}

function wrong(place: string, reason: string): AppError {
  return new AppError("catalogue_file_malformed", `The catalogue file is wrong at ${place}: ${reason}.`, {
    details: { place, reason },
  });
}

/** Where a spot stands, for people: `line 12`. */
export function lineOf({ file, node }: Spot): string {
  return lineAt(file.lines, node?.range?.[0] ?? 0);
}

/** The refusal of what stands at a spot. */
export function malformed(spot: Spot, reason: string): AppError {
  return wrong(spot.path === "" ? lineOf(spot) : `${lineOf(spot)}, ${spot.path}`, reason);
}

/**
 * The members of a mapping, by key.
 * @param known the keys that may stand there; without them, any
 * @throws AppError `catalogue_file_malformed`
 */
export function membersOf(spot: Spot, known?: readonly string[]): Map<string, Spot> {
  const { file, path } = spot;
  const node = followed(spot);
  if (!isMap(node)) throw malformed(spot, "this has to be a mapping of keys to values");
  const members = new Map<string, Spot>();
  for (const pair of node.items) {
    const at = { file, node: isNode(pair.key) ? pair.key : node, path };
    const key = isScalar(pair.key) ? String(pair.key.value) : null;
    if (key === null) throw malformed(at, "a key has to be a text");
    const told = looksLikeKey(key) ? "…" : shortened(plainLine(key), 60);
    if (known && !known.includes(key))
      throw malformed(at, `there is no key "${told}" here; known are ${known.join(", ")}`);
    if (members.has(key)) throw malformed(at, `the key "${told}" is there twice`);
    const value = isNode(pair.value) ? pair.value : null;
    members.set(key, { file, node: value, path: path === "" ? told : `${path}.${told}` });
  }
  return members;
}

/**
 * The items of a list; none where nothing stands.
 * @throws AppError `catalogue_file_malformed`
 */
export function itemsOf(spot: Spot | undefined, most: number): Spot[] {
  if (spot === undefined || isNothing(spot)) return [];
  const node = followed(spot);
  if (!isSeq(node)) throw malformed(spot, "this has to be a list");
  if (node.items.length > most) throw malformed(spot, `this has more than ${most} items`);
  return node.items.map((item, index) => ({
    file: spot.file,
    node: isNode(item) && !isPair(item) ? item : null,
    path: `${spot.path}[${index}]`,
  }));
}

/** @throws AppError `catalogue_file_malformed` unless a text stands there */
export function textOf(spot: Spot): string {
  const node = followed(spot);
  if (!isScalar(node) || typeof node.value !== "string" || isNothing(spot))
    throw malformed(spot, "this has to be a text");
  return node.value;
}

/** Whether nothing, `null` or `~` stands there, without quotes. */
export function isNothing(spot: Spot): boolean {
  const node = followed(spot);
  if (node === null) return true;
  return isScalar(node) && node.type === "PLAIN" && /^(?:~|null|Null|NULL|)$/.test(String(node.value));
}

/** Whether a mapping stands there. */
export function isMapping(spot: Spot): boolean {
  return isMap(followed(spot));
}

function followed(spot: Spot): Node | null {
  const { file, node } = spot;
  if (!isAlias(node)) return node;
  const source = file.sourceOf(node);
  file.behindAliases += 1 + (source === null ? 0 : countNodes(source));
  if (file.behindAliases > mostBehindAliases)
    throw malformed(spot, "too much of the file stands behind aliases");
  return source;
}

function countNodes(node: Node): number {
  let count = 0;
  visit(node, () => {
    count += 1;
  });
  return count;
}

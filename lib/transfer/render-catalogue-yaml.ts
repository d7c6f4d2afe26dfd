import { Document, isMap, Pair, YAMLMap, YAMLSeq } from "yaml";
import { type CatalogueContent, catalogueContent } from "./catalogue-yaml-content.ts";
import type { CatalogueEntries } from "./entries-view.ts";
import { type Mapping, nodeFor } from "./yaml-nodes.ts";
import { yamlOptions } from "./yaml-spots.ts";

/** Lines are never broken: a text stays on its line, where a search finds it. */
export const writingOptions = { lineWidth: 0 } as const;

/**
 * Entries as a catalogue file, which `readCatalogueYaml` reads back: the same text for the same entries, in whatever
 * order they come.
 * @param managedBy the name under which the file owns what it names; null for a file that owns nothing
 */
export function renderCatalogueYaml(
  entries: Pick<CatalogueEntries, "accounts" | "roles" | "groups" | "assignments">,
  managedBy: string | null,
): string {
  const content = catalogueContent(entries);
  const document = new Document(null, yamlOptions);
  const top = new YAMLMap();
  const put = (key: string, value: ReturnType<typeof nodeFor>) => {
    const name = nodeFor(key);
    name.spaceBefore = top.items.length > 0 && key !== "managed-by";
    top.items.push(new Pair(name, value));
  };
  put("version", nodeFor({ plain: "1" }));
  if (managedBy !== null) put("managed-by", nodeFor(managedBy));
  for (const [key, list] of Object.entries(contentNodes(content))) if (list.items.length > 0) put(key, list);
  document.contents = top;
  return document.toString(writingOptions);
}

function contentNodes({ accounts, groups, assignments }: CatalogueContent) {
  return {
    accounts: listNode(accounts.map(accountNode)),
    groups: listNode(groups.map(itemNode)),
    assignments: listNode(assignments.map(itemNode)),
  };
}

/** An account with its roles, as a node. */
export function accountNode({ about, roles }: CatalogueContent["accounts"][number]): YAMLMap {
  const node = itemNode(about);
  if (roles.length > 0) node.items.push(new Pair(nodeFor("roles"), listNode(roles.map(itemNode))));
  return node;
}

/** A mapping as a node. */
export function itemNode(content: Mapping): YAMLMap {
  const node = nodeFor(content);
  if (!isMap(node)) throw new Error("a mapping comes to a mapping");
  return node as YAMLMap;
}

/** Items as a list. */
export function listNode(items: readonly YAMLMap[]): YAMLSeq {
  const list = new YAMLSeq();
  list.items = [...items];
  return list;
}

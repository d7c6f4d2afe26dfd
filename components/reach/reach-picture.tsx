"use client";

import { Building2, Crosshair, Ellipsis, KeyRound, type LucideIcon, User, Users } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Translator } from "#components/i18n/translator.ts";
import type { ReachPicture as Picture, PictureNode } from "#lib/access/reach-view.ts";
import { layOutPicture, nodeSize, onWaysThrough, type PlacedNode } from "./lay-out-picture.ts";
import { targetText } from "./target-text.ts";

type ReachPictureProps = {
  picture: Picture;
  /** What the picture is of, for those who do not see it. */
  label: string;
  /** What the numbers in it count. */
  counting: "roles" | "people";
};

/** Who reaches what as a diagram from left to right; the ways through what is pointed at stand out. */
export function ReachPicture({ picture, label, counting }: ReachPictureProps) {
  const t = useTranslations();
  const [pointed, setPointed] = useState<string | null>(null);
  const [kept, setKept] = useState<string | null>(null);
  const layout = useMemo(() => layOutPicture(picture), [picture]);
  const active = pointed ?? kept;
  const shown = useMemo(
    () => (active === null ? null : onWaysThrough(active, picture.edges)),
    [active, picture.edges],
  );
  const isOn = (edge: { from: string; to: string }) => (shown?.has(edge.from) && shown.has(edge.to)) ?? false;
  // What stands out is drawn last, over the rest.
  const edges = [...layout.edges].sort((one, other) => Number(isOn(one)) - Number(isOn(other)));
  return (
    <figure className="grid gap-2">
      <figcaption className="text-sm text-muted">{t("reach.picture.hint")}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="overflow-x-auto py-1" aria-label={label} tabIndex={0}>
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: the region has the name; a title would be a tooltip over everything. */}
        <svg
          width={layout.width + 4}
          height={layout.height + 4}
          viewBox={`-2 -2 ${layout.width + 4} ${layout.height + 4}`}
        >
          {layout.columns.map(({ kind, x }) => (
            <text key={kind} x={x} y={12} className="fill-muted text-xs font-medium">
              {t(`reach.picture.columns.${kind}`)}
            </text>
          ))}
          {edges.map((edge) => (
            <path
              key={`${edge.from} ${edge.to}`}
              d={edge.path}
              fill="none"
              strokeWidth={isOn(edge) ? 2 : 1}
              className={isOn(edge) ? "stroke-accent" : shown === null ? "stroke-edge" : "stroke-line"}
            />
          ))}
          {layout.nodes.map((placed) => (
            <Node
              key={placed.node.id}
              placed={placed}
              state={shown === null ? "plain" : shown.has(placed.node.id) ? "on" : "off"}
              kept={kept === placed.node.id}
              texts={textsOf(t, placed.node, counting)}
              onPoint={(on) => setPointed(on ? placed.node.id : null)}
              onPress={() => setKept(kept === placed.node.id ? null : placed.node.id)}
            />
          ))}
        </svg>
      </section>
    </figure>
  );
}

type NodeProps = {
  placed: PlacedNode;
  state: "plain" | "on" | "off";
  kept: boolean;
  texts: { name: string; detail: string };
  onPoint: (on: boolean) => void;
  onPress: () => void;
};

function Node({ placed, state, kept, texts, onPoint, onPress }: NodeProps) {
  const Icon = icons[placed.node.kind];
  return (
    <foreignObject x={placed.x} y={placed.y} width={nodeSize.width} height={nodeSize.height}>
      <button
        type="button"
        aria-pressed={kept}
        title={texts.name}
        onMouseEnter={() => onPoint(true)}
        onMouseLeave={() => onPoint(false)}
        onFocus={() => onPoint(true)}
        onBlur={() => onPoint(false)}
        onClick={onPress}
        className={`flex h-full w-full items-center gap-2 rounded-md border px-2 text-left focus-visible:-outline-offset-2 ${states[state]}`}
      >
        <Icon size={14} aria-hidden className="shrink-0 text-muted" />
        <span className="grid min-w-0">
          <span className="truncate text-sm">{texts.name}</span>
          {texts.detail === "" ? null : (
            <span className="truncate text-xs text-muted tabular-nums">{texts.detail}</span>
          )}
        </span>
      </button>
    </foreignObject>
  );
}

const states = {
  plain: "border-edge bg-surface",
  on: "border-accent bg-selected",
  off: "border-line bg-surface",
};

const icons: Record<PictureNode["kind"], LucideIcon> = {
  person: User,
  themselves: User,
  group: Users,
  target: Crosshair,
  account: Building2,
  role: KeyRound,
  more: Ellipsis,
};

function textsOf(t: Translator, node: PictureNode, counting: "roles" | "people") {
  const counted =
    counting === "roles"
      ? t("reach.picture.roles", { count: node.count })
      : t("reach.picture.peopleCount", { count: node.count });
  switch (node.kind) {
    case "more":
      return { name: t("reach.picture.more", { count: String(node.count) }), detail: "" };
    case "themselves":
      return { name: t("reach.picture.themselves"), detail: counted };
    case "target":
      return { name: node.target === null ? "" : targetText(t, node.target), detail: counted };
    case "person":
      return { name: node.label, detail: "" };
    case "group":
    case "account":
    case "role":
      return { name: node.label, detail: counted };
    default:
      return node.kind satisfies never;
  }
}

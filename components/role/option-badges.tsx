"use client";

import { useTranslations } from "use-intl";

type OptionBadgeFacts = {
  chained?: boolean;
  sourceIdentity: boolean;
  tagsSent: boolean;
  tags: number;
  externalId?: boolean;
  requiresMfa: boolean;
  requiresSecondFactor: boolean;
  sessionPolicy?: boolean;
  bindAddress: boolean;
};

/** What is particular about how a role is assumed, in words; what it goes without stands out. */
export function OptionBadges(facts: OptionBadgeFacts) {
  const t = useTranslations("role.badge");
  const without = [
    facts.sourceIdentity ? "" : t("noSourceIdentity"),
    facts.tags > 0 && !facts.tagsSent ? t("noTags") : "",
  ].filter(Boolean);
  const badges = [
    facts.chained ? t("chained") : "",
    facts.requiresMfa ? t("mfa") : "",
    facts.requiresSecondFactor ? t("secondFactor") : "",
    facts.externalId ? t("externalId") : "",
    facts.tags > 0 && facts.tagsSent ? t("tags", { count: facts.tags }) : "",
    facts.sessionPolicy ? t("sessionPolicy") : "",
    facts.bindAddress ? t("bindAddress") : "",
  ].filter(Boolean);
  if (without.length + badges.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-muted">
      {without.map((badge) => (
        <span key={badge} className="text-warn">
          {badge}
        </span>
      ))}
      {badges.map((badge) => (
        <span key={badge}>{badge}</span>
      ))}
    </p>
  );
}

import { expect, test } from "vitest";
import { translatorFor } from "#components/i18n/translator.ts";
import type { ReachPath } from "#lib/access/reach-view.ts";
import { reachSentence } from "./reach-sentence.ts";

const path: ReachPath = {
  assignmentId: "a",
  through: { kind: "group", id: "g", name: "Platform", byHand: true, byClaim: false },
  target: {
    kind: "scope",
    account: null,
    roleNamePattern: null,
    tag: { key: "env", value: "dev" },
    roles: 3,
  },
  console: true,
  credentials: true,
  maxDurationSeconds: null,
  requiresReason: false,
  startsAt: null,
  expiresAt: null,
  state: "now",
};
const role = { id: "r", arn: "", label: "L", roleName: "R", accountId: "1", accountName: "A" };
const direct: ReachPath = { ...path, through: { kind: "person" }, target: { kind: "role", role } };
const you = { who: "you" } as const;
const olga = { who: "other", name: "Olga" } as const;

test("the sentence says by whom and to what something is assigned", () => {
  const t = translatorFor("en");
  expect(reachSentence(t, path, you)).toBe("You have it because group Platform is assigned to tag env=dev.");
  expect(reachSentence(t, path, olga)).toBe("Olga has it because group Platform is assigned to tag env=dev.");
  expect(reachSentence(t, direct, you)).toBe("You have it because you are assigned to this role.");
  expect(reachSentence(t, direct, olga)).toBe("Olga has it because they are assigned to this role.");
});

test("and what keeps it from giving the role", () => {
  const t = translatorFor("en");
  expect(reachSentence(t, { ...path, state: "ended" }, olga)).toBe(
    "Group Platform was assigned to tag env=dev, but that has ended.",
  );
  expect(reachSentence(t, { ...direct, state: "not_begun" }, you)).toBe(
    "You are assigned to this role, but that has not begun.",
  );
  expect(reachSentence(t, path, olga, false)).toBe(
    "Group Platform is assigned to tag env=dev, but that gives nothing now.",
  );
});

test("in Japanese as well", () => {
  const t = translatorFor("ja");
  expect(reachSentence(t, path, you)).toBe(
    "グループ Platformにタグ env=devが割り当てられているため、あなたはこのロールを利用できます。",
  );
});

/**
 * Whether a text fits a pattern of AWS's, where `*` stands for any text and `?` for one character. A star is only
 * ever tried again from where the latest one began, so that no pattern takes longer than its length times the text's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return matches([...pattern], [...text]);
}

function matches(pattern: readonly string[], text: readonly string[]): boolean {
  let at = 0;
  let star: { next: number; taken: number } | null = null;
  for (let position = 0; position < text.length || at < pattern.length; ) {
    const wanted = pattern[at];
    if (wanted === "*") {
      star = { next: at + 1, taken: position };
      at += 1;
    } else if (position < text.length && (wanted === "?" || wanted === text[position])) {
      at += 1;
      position += 1;
    } else {
      if (star === null || star.taken >= text.length) return false;
      star.taken += 1;
      at = star.next;
      position = star.taken;
    }
  }
  return true;
}

const recorded = new WeakSet<object>();

/** Notes that the refusal which a thrown value stands for is on record, so that the door does not record it again. */
export function markRecorded(thrown: unknown): void {
  if (typeof thrown === "object" && thrown !== null) recorded.add(thrown);
}

/** Whether the refusal that this thrown value stands for is on record already. */
export function wasRecorded(thrown: unknown): boolean {
  return typeof thrown === "object" && thrown !== null && recorded.has(thrown);
}

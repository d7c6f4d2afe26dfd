/** Does something once the browser has nothing better to do. Returns what takes that back. */
export function whenIdle(act: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(act, 500);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(act, { timeout: 2000 });
  return () => cancelIdleCallback(idle);
}

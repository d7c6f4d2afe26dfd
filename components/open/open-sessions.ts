"use client";

import { useSyncExternalStore } from "react";

/** A role session that was opened from here: names and an end, never a secret. */
export type OpenSession = {
  roleId: string;
  use: "console" | "credentials";
  label: string;
  color: string;
  readOnly?: boolean;
  /** ISO 8601. */
  expiresAt: string;
};

const storageKey = "genkan-open";
const none: readonly OpenSession[] = [];
let known: readonly OpenSession[] | null = null;
let channel: BroadcastChannel | null = null;
const listeners = new Set<() => void>();

/** Tells this tab's list, and every other open one, that a role session began. A newer one of its kind replaces it. */
export function announceOpenSession(session: OpenSession): void {
  add(session);
  openChannel().postMessage(session);
}

/** Takes a session off this tab's list; it goes on in AWS. */
export function dismissOpenSession(session: OpenSession): void {
  keep(read().filter((other) => other !== session));
}

/** The list of this tab, the soonest to end first. Empty while the server renders. */
export function useOpenSessions(): readonly OpenSession[] {
  return useSyncExternalStore(subscribe, read, () => none);
}

/** The list after a session began: one entry for each role and use, the soonest to end first. */
export function withSession(list: readonly OpenSession[], session: OpenSession): OpenSession[] {
  const others = list.filter((other) => other.roleId !== session.roleId || other.use !== session.use);
  return [...others, session].sort((a, b) => a.expiresAt.localeCompare(b.expiresAt)).slice(-20);
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  openChannel();
  return () => listeners.delete(changed);
}

function openChannel(): BroadcastChannel {
  if (channel === null) {
    channel = new BroadcastChannel(storageKey);
    channel.onmessage = (event: MessageEvent<unknown>) => {
      if (isOpenSession(event.data)) add(event.data);
    };
  }
  return channel;
}

function add(session: OpenSession): void {
  keep(withSession(read(), session));
}

function keep(sessions: readonly OpenSession[]): void {
  known = sessions;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(sessions));
  } catch {
    // A browser that stores nothing still shows the list until the page is left.
  }
  for (const listener of listeners) listener();
}

function read(): readonly OpenSession[] {
  known ??= restore();
  return known;
}

function restore(): readonly OpenSession[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isOpenSession) : none;
  } catch {
    return none;
  }
}

function isOpenSession(value: unknown): value is OpenSession {
  if (typeof value !== "object" || value === null) return false;
  const { roleId, use, label, color, readOnly, expiresAt } = value as Record<string, unknown>;
  return (
    [roleId, label, color].every((text) => typeof text === "string") &&
    (use === "console" || use === "credentials") &&
    (readOnly === undefined || typeof readOnly === "boolean") &&
    typeof expiresAt === "string" &&
    !Number.isNaN(Date.parse(expiresAt))
  );
}

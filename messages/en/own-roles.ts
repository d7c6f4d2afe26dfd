export const ownRoles = {
  title: "Own roles",
} as const;

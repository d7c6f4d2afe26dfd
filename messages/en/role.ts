export const role = {
  title: "Role",
} as const;

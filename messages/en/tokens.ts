export const tokens = {
  title: "Access tokens",
} as const;

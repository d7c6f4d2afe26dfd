export const groups = {
  title: "Groups",
} as const;

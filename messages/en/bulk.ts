export const bulk = {
  title: "Bulk actions",
} as const;

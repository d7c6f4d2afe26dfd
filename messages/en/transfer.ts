export const transfer = {
  title: "Import and export",
} as const;

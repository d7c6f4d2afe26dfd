export const sources = {
  title: "Credential sources",
} as const;

export const reach = {
  title: "Who reaches what",
} as const;

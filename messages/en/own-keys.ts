export const ownKeys = {
  title: "With your own keys",
} as const;

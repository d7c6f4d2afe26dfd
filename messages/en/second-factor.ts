export const secondFactor = {
  title: "Second factor",
} as const;

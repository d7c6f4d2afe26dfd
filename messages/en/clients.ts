export const clients = {
  title: "AWS clients",
} as const;

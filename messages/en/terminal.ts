export const terminal = {
  title: "Terminal",
} as const;

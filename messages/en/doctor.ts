export const doctor = {
  title: "Check",
} as const;

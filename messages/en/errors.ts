export const errors = {
  role_not_assigned: "You are not assigned to this role.",
} as const;

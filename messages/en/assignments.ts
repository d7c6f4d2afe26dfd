export const assignments = {
  title: "Assignments",
  accountPart: "account {name}",
  tagPart: "tag {tag}",
  namePart: "roles named {pattern}",
  partSeparator: ", ",
} as const;

/**
 * The condition on an assignment that it is the team's. What a member's own role is assigned by is theirs, goes with
 * the role, and is nobody's to keep.
 */
export const teamAssignments = {
  OR: [{ target: { roleId: null } }, { target: { role: { ownerId: null } } }],
};

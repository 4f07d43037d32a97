export { Access, covers, type RoleAssignment } from "./access";
export { readAccess } from "./read-access";
export { readGraphGrants } from "./read-graph-grants";
export { builtinRoles, type RoleDefinition } from "./roles";

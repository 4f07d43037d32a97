export { Access, type RoleAssignment } from "./access";
export { readAccess } from "./read-access";
export { builtinRoles, type RoleDefinition } from "./roles";

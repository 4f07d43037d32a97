export { Access, covers } from "./access";
export { readAccess } from "./read-access";
export { readGraphGrants } from "./read-graph-grants";
export { builtinRoles } from "./roles";

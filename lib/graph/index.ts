/** What Microsoft Graph has: calls and what opens them, types, permissions. Facts that a script writes, and no request. */
export { graphCall, graphCallNames } from "./calls";
export { isApplicationPermission, permissionNameProblem } from "./permissions";
export { relationsOf, unknownProperties } from "./selections";

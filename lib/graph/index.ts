/** What Microsoft Graph has: calls and what opens them, types, permissions. Facts that a script writes, and no request. */
export { graphCall, graphCallNames } from "./calls";
export { type GraphCallFacts, type GraphTypeFacts, graphFacts } from "./facts";
export { isApplicationPermission, permissionNameProblem } from "./permissions";
export { propertiesOf, relationsOf, unknownProperties } from "./selections";

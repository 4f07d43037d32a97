/** What is deployed, read and not run: synthesized Terraform, a plan's values, and resources of Azure Resource Manager. */
export type { Resource as ArmResource } from "./arm/resources/resource";
export { attributesOf } from "./terraform/applied";
export { durationMilliseconds } from "./terraform/duration";
export { type Resource, readStack, Stack } from "./terraform/stack";
export { analyzerOf } from "./workspace/kql-schema";
export { readRules } from "./workspace/read-rules";
export { resolverOf, workspaceOf } from "./workspace/read-workspace";

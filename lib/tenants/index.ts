export {
  description,
  type ExplainedSetting,
  explainRules,
  explainSetting,
  explainSettings,
} from "./explain";
export { assertNotHeld, byHold } from "./held";
export { defaultsSchema, ringsSchema, tenantFileSchema } from "./layers/layer-schemas";
export { type LoadedTenant, type LoadedTenants, loadTenant, loadTenants, readTenants } from "./load-tenants";
export type { Selection } from "./selection";
export { sharedSettings } from "./shared-settings";
export { delegationStackName, governanceStackName, stackNamesOf } from "./stack-names";
export type { Tenant } from "./tenant";
export { tenantText } from "./write/tenant-text";

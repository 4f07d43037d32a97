export { loadTenant, loadTenants } from "./load-tenants";
export { tenantSchema } from "./schema";
export type { Tenant } from "./tenant";

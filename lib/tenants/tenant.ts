import type { FromSchema } from "json-schema-to-ts";
import type { tenantSchema } from "./schema";

/** One deployment of the solution, as its file says it. */
export type Tenant = FromSchema<typeof tenantSchema>;

import type { Problem } from "../../content";
import type { TenantSource } from "../checks/check";
import type { Tenant } from "../tenant";
import { labelRanks } from "./label-ranks";
import { noAutomation } from "./no-automation";

/** What is allowed, and seldom meant. */
export const tenantWarnings = (tenant: Tenant, source: TenantSource): Problem[] =>
  [noAutomation, labelRanks].flatMap((warning) => warning(tenant, source));

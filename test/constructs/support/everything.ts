import { join } from "node:path";
import { packageRoot } from "../../../lib/content";
import { loadTenant } from "../../../lib/tenants";
import { shipped } from "../../shared/content";

/** A tenant with every optional thing switched on, and nothing protected. */
export const everything = loadTenant(join(packageRoot(), "test/terraform/tenants/everything.yaml"), shipped);

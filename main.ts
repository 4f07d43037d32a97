import { join } from "node:path";
import { synthesize } from "./lib/constructs";
import { ContentError, shippedContent } from "./lib/content";
import { readTenants } from "./lib/tenants";

try {
  const content = shippedContent();
  const { tenants, names } = readTenants(join(__dirname, "tenants"), content);
  synthesize(
    tenants.map(({ tenant }) => tenant),
    { content, tenantNames: names },
  );
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

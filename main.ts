import { join } from "node:path";
import { synthesize } from "./lib/constructs";
import { ContentError, shippedContent } from "./lib/content";
import { loadTenants } from "./lib/tenants";

try {
  const content = shippedContent();
  synthesize(loadTenants(join(__dirname, "tenants"), content), { content });
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

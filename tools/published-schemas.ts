import { externalAgentsSchema } from "@sentinel-agent-identities/collector/external-agents";
import {
  keyRegistrySchema,
  lineagePolicySchema,
  provenanceVerdictSchema,
  reviewFactsSchema,
} from "@sentinel-agent-identities/lineage";
import {
  kqlSchemaFileSchema,
  peopleFileSchema,
  portalSettingsFileSchema,
  simulationSchema,
  workloadsFileSchema,
} from "../lib/cli/schemas";
import { contentSchemas } from "../lib/content";
import { defaultsSchema, ringsSchema, tenantFileSchema } from "../lib/tenants";

/** The schemas we publish, by file name: for editors, and for programs that read our output. Draft 07. */
export function publishedSchemas(): Map<string, string> {
  return new Map(
    [
      ...contentSchemas,
      tenantFileSchema,
      defaultsSchema,
      ringsSchema,
      simulationSchema,
      kqlSchemaFileSchema,
      peopleFileSchema,
      portalSettingsFileSchema,
      workloadsFileSchema,
      externalAgentsSchema,
      keyRegistrySchema,
      lineagePolicySchema,
      provenanceVerdictSchema,
      reviewFactsSchema,
    ].map((schema) => {
      const published = { $schema: "http://json-schema.org/draft-07/schema#", ...(forEditors(schema) as object) };
      return [schema.$id, `${JSON.stringify(published, null, 2)}\n`];
    }),
  );
}

/** `x-message` is our own keyword; YAML and JSON editors know it by two other names. */
function forEditors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forEditors);
  if (typeof value !== "object" || value === null) return value;
  const editorKey = "pattern" in value ? "patternErrorMessage" : "errorMessage";
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key === "x-message" ? editorKey : key, forEditors(item)]),
  );
}

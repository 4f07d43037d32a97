import { contentSchemas } from "../lib/content";
import { tenantSchema } from "../lib/tenants";

/** The schemas that editors read, by file name: draft 07, with our own words where editors can show them. */
export function publishedSchemas(): Map<string, string> {
  return new Map(
    [...contentSchemas, tenantSchema].map((schema) => {
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

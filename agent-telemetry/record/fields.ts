import type { AgentRecord, FieldValue } from "./agent-record";

const loneSurrogate = /\p{Surrogate}/gu;

/**
 * A record of these fields: those without a value are left out, and text that is no valid Unicode is mended, because it
 * has no canonical form.
 */
export function recordOf(fields: Readonly<Record<string, FieldValue | undefined>>): AgentRecord {
  const record: Record<string, FieldValue> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined || value === "") continue;
    record[name] = typeof value === "string" ? value.replace(loneSurrogate, "\ufffd") : value;
  }
  return record;
}

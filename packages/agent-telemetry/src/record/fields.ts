import type { AgentRecord, FieldValue } from "./agent-record";

/** Quick to look for; only few texts have any. */
const anySurrogate = /[\ud800-\udfff]/;
const loneSurrogate = /\p{Surrogate}/gu;

/** Fields, some of which may have no value. */
export type Fields = Readonly<Record<string, FieldValue | undefined>>;

/**
 * A record of these groups of fields: those without a value are left out, and text that is no valid Unicode is mended,
 * because it has no canonical form.
 */
export function recordOf(...groups: readonly Fields[]): AgentRecord {
  const record: Record<string, FieldValue> = {};
  for (const fields of groups) {
    for (const name in fields) {
      const value = fields[name];
      if (value === undefined || value === "") continue;
      record[name] = typeof value === "string" && anySurrogate.test(value) ? mended(value) : value;
    }
  }
  return record;
}

function mended(text: string): string {
  return text.replace(loneSurrogate, "\ufffd");
}

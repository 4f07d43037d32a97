import type { Column } from "@sentinel-agent-identities/kql";
import type { InputRow, RejectedRow } from "./input-row";

/** Columns that say who sent a row. Not the sender writes them but what stands before the stream, where there is such. */
const stamp = new Set(["SenderId", "SenderStanding"]);

/**
 * Holds a row to its stream's declaration: every declared field is there (null counts), none is missing but the sender's stamp.
 * Types are checked where the row is stored.
 */
export function missingField(target: string, columns: readonly Column[], row: InputRow): RejectedRow | undefined {
  const missing = columns.find(({ name }) => !(name in row.data) && !stamp.has(name));
  if (!missing) return undefined;
  return {
    target,
    place: row.place,
    column: missing.name,
    message: `field "${missing.name}" (${missing.type}) is missing; send null when there is no value`,
  };
}

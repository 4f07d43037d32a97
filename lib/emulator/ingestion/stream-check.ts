import type { Column } from "../../kql";
import type { InputRow, RejectedRow } from "./input-row";

/**
 * Holds a row to its stream's declaration: every declared field is there (null counts), none is missing.
 * Types are checked where the row is stored.
 */
export function missingField(target: string, columns: readonly Column[], row: InputRow): RejectedRow | undefined {
  const missing = columns.find(({ name }) => !(name in row.data));
  if (!missing) return undefined;
  return {
    target,
    place: row.place,
    column: missing.name,
    message: `field "${missing.name}" (${missing.type}) is missing; send null when there is no value`,
  };
}

import type { LimitId } from "./table";

/** A limit that something is beyond. */
export interface Breach {
  readonly limit: LimitId;
  /** where the value stands in what was given to the check; of keys, the key's own path */
  readonly path: readonly (string | number)[];
  /** where in the text at `path` it begins, counted in UTF-16 units from 0; the whole text when left out */
  readonly offset?: number;
  /** what is wrong, with the value found and the one allowed */
  readonly message: string;
  /** what to write instead */
  readonly suggestion: string;
}

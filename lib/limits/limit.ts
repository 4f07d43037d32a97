import type { SourceName } from "./sources";
import type { LimitId } from "./table";

/** What a service, or the provider that talks to it, takes at most, at least or not at all. */
export interface Limit {
  /** what is bounded, and what happens beyond */
  readonly what: string;
  /** a number, the words that are taken or refused, or in words what the limit is */
  readonly value: number | string | readonly (number | string)[];
  /** of a number, such as characters */
  readonly unit?: string;
  readonly source: SourceName;
  /** documented by the service, reported by those who met it, or held by the Terraform provider */
  readonly certainty: "documented" | "reported" | "provider";
  /** what of this package comes near */
  readonly here: string;
}

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

import type { SourceName } from "./sources";

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

/** An answer to a request. */
export interface Answer {
  readonly status: number;
  /** cut to some thousand characters */
  readonly text: string;
  /** wait that `Retry-After` asks for, in milliseconds */
  readonly after?: number;
}

/** A record that will never be taken. */
export interface Rejection {
  /** of the row in the body, from 0 */
  readonly index: number;
  readonly reason: string;
}

/** What became of a request. */
export type Outcome =
  /** all rows are taken but these */
  | { readonly kind: "accepted"; readonly rejected: readonly Rejection[] }
  /** try again, after so many milliseconds where the endpoint said so */
  | { readonly kind: "later"; readonly after?: number; readonly problem: Error }
  /** the body is larger than the endpoint takes */
  | { readonly kind: "tooLarge" }
  /** the same body will never be taken */
  | { readonly kind: "refused"; readonly problem: Error };

/** A service that takes records: JSON arrays of rows in gzip. */
export interface Service {
  /** as errors name it */
  readonly name: string;
  readonly url: string;
  /** of the token */
  readonly scope: string;
  outcomeOf(answer: Answer): Outcome;
}

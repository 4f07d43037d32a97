/** `expression symbol now() + offset`. */
export interface Bound {
  readonly sql: string;
  readonly symbol: "<" | "<=" | ">" | ">=";
  readonly offset: bigint;
}

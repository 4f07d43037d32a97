/** `expression symbol now() + offset`. */
export interface Bound {
  readonly sql: string;
  readonly symbol: "<" | "<=" | ">" | ">=";
  readonly offset: bigint;
  /** A condition of the row alone under which it does not count. */
  readonly unless?: string;
}

/** The same as a bound by `now() + offset` rounded down to a multiple of so many ticks. */
export function boundByBin({ sql, symbol, offset }: Bound, size: bigint): Bound {
  const isOpen = symbol === "<" || symbol === ">=";
  const reached = `((${sql} + ${isOpen ? size : size - 1n}) // ${size} * ${size})`;
  return { sql: reached, symbol: symbol.startsWith("<") ? "<=" : ">", offset };
}

/** Settings that cannot be meant, or an address that cannot be had: what, where, why, and what to write instead. */
export class RelayError extends Error {
  /** @param problems one line each */
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "RelayError";
  }
}

/** Which input cannot be used. */
export type LineageErrorCode = "key-registry" | "records-state" | "trusted-root" | "policy" | "review" | "digest";

/** An input of the verifier itself that cannot be used: a registry, a trusted root, a policy. Never a verdict. */
export class LineageError extends Error {
  /**
   * @param code the input
   * @param source where it comes from, as the caller gave it
   * @param problems each says what is wrong, why, and what to write instead
   */
  constructor(
    readonly code: LineageErrorCode,
    readonly source: string,
    readonly problems: readonly string[],
  ) {
    super(problems.map((problem) => `${source}: ${problem}`).join("\n"));
    this.name = "LineageError";
  }
}

/** A place where bytes stop being JSON, or are more than is read. */
export class JsonSyntaxError extends Error {
  /**
   * @param offset in bytes
   * @param expected what should stand there
   */
  constructor(
    readonly offset: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

/** JSON that is well-formed and yet not read: it would take too much memory or time. */
export class JsonLimitError extends Error {}

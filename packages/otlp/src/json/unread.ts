/** A JSON number that JavaScript writes otherwise than the text does: beyond 2^53, `-0`, `1.0`, `1e400`, `NaN`. */
export class OddNumber {
  /** @param text as it stands in the input */
  constructor(readonly text: string) {}

  /** The nearest number there is. */
  get number(): number {
    return Number(this.text);
  }
}

/** A value that was not read, because it is nested too deep. */
export class TooDeep {}

/** A message whose bytes are no such message. */
export class Broken {
  constructor(readonly reason: string) {}
}

/** Under this key an object keeps the name of a member that it was given twice; the later value is the one it has. */
export const repeated = Symbol("repeated member");

/** A history, a truth or a question that cannot be worked with. The message says what is wrong, where, and what to write instead. */
export class BacktestError extends Error {
  constructor(place: string, what: string, fix?: string) {
    super(`${place} ${what}${fix ? `\n    ${fix}` : ""}`);
    this.name = "BacktestError";
  }
}

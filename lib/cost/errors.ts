/** What a bill cannot be made of. */
export class CostError extends Error {
  override readonly name = "CostError";

  /** @param fix what to write instead */
  constructor(message: string, fix: string) {
    super(`${message}\n    ${fix}`);
  }
}

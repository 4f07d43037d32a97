/** Options that do not go together, or one that is missing. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

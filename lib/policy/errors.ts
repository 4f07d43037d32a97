/** A file that cannot be checked, a check that cannot be loaded, or a setting of the checks that is wrong. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(where: string, what: string, fix: string) {
    super(`${where} ${what}: ${fix}`);
  }
}

/** Something a job needs and does not get: what, where it happened, and what to do about it. */
export class CollectorError extends Error {
  /**
   * @param where the request, setting or file it is about
   * @param problem what is wrong
   * @param fix what to do about it
   */
  constructor(
    readonly where: string,
    readonly problem: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${where}: ${problem}; ${fix}`, options);
    this.name = "CollectorError";
  }
}

/** Something about the options of a fleet that cannot be done. The message says what, why and what to write instead. */
export class FleetError extends Error {
  /**
   * @param what what is wrong and why, with the value received
   * @param fix what to write instead
   */
  constructor(what: string, fix?: string) {
    super(fix ? `${what}\n    ${fix}` : what);
    this.name = "FleetError";
  }
}

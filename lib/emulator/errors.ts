/** Something about the deployed Terraform or the input that the emulator will not guess about. */
export class EmulatorError extends Error {
  /**
   * @param where file with place, or resource address
   * @param what what is wrong and why
   * @param fix what to write instead
   */
  constructor(where: string, what: string, fix?: string) {
    super(`${where} ${what}${fix ? `\n    ${fix}` : ""}`);
    this.name = "EmulatorError";
  }
}

/** Something that cannot be previewed: where, what is wrong, and what to do instead. */
export class PreviewError extends Error {
  override readonly name = "PreviewError";

  constructor(where: string, what: string, instead: string) {
    super(`${where} ${what}\n    ${instead}`);
  }
}

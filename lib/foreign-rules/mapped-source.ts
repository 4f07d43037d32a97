import { type Path, type Place, SourceFile } from "../content";

/** The file that a rule was imported from, asked by the places of the rule that was made of it. */
export class MappedSource extends SourceFile {
  /** @param original where a value of the rule stands in its file */
  constructor(
    private readonly from: SourceFile,
    data: unknown,
    private readonly original: (path: Path) => Path,
  ) {
    super(from.file, from.text, { data });
  }

  override locate(path: Path): Place {
    return this.from.locate(this.original(path));
  }

  override locateKey(path: Path): Place {
    return this.from.locateKey(this.original(path));
  }

  override placesOf(path: Path): (offset: number) => Place {
    return this.from.placesOf(this.original(path));
  }
}

import { repeatsKey } from "@sentinel-agent-identities/logic-apps/syntax";
import { type Path, type Place, YamlText } from "@sentinel-agent-identities/yaml";
import { ContentError, type Problem } from "./problem";
import { readText } from "./read-text";

export type { Path, Place };

/** A YAML or JSON file that can tell where each value stands, so that every later error can point at it. */
export class SourceFile {
  /** Parsed when somebody asks for a place, or for data that is not known. */
  private readonly yaml: YamlText;

  protected constructor(
    readonly file: string,
    readonly text: string,
    private readonly value: { readonly data: unknown } | undefined,
  ) {
    this.yaml = new YamlText(text);
  }

  /**
   * @param path file to read
   * @param file the name to report in problems
   * @throws ContentError for a file that cannot be read, and when its text is not well-formed YAML/JSON
   */
  static read(path: string, file: string = path): SourceFile {
    return SourceFile.parse(readText(path, file), file);
  }

  /** Like `read`, for text already in memory. */
  static parse(text: string, file: string): SourceFile {
    const source = new SourceFile(file, text, file.endsWith(".json") ? plainJson(text) : undefined);
    if (!source.value) source.assertWellFormed();
    return source;
  }

  /** Like `parse`, for text whose data is known. */
  static known(text: string, file: string, data: unknown): SourceFile {
    return new SourceFile(file, text, { data });
  }

  /** The document as plain data. */
  get data(): unknown {
    return this.value ? this.value.data : this.yaml.data;
  }

  /** Where the value at `path` begins; the nearest existing parent when the path does not exist. */
  locate(path: Path): Place {
    return this.yaml.place(path);
  }

  /** Where the key `path[last]` itself is written (for unknown or misplaced keys). */
  locateKey(path: Path): Place {
    return this.yaml.keyPlace(path);
  }

  /**
   * For a text value (a query, a template): maps an offset inside the decoded text to its place in this file,
   * through block indentation or JSON escapes.
   */
  placesOf(path: Path): (offset: number) => Place {
    let places: ((offset: number) => Place) | undefined;
    return (offset) => {
      places ??= this.yaml.placesWithin(path);
      return places(offset);
    };
  }

  /** Builds a problem at the value (or, with `atKey`, the key) that `path` names. */
  problem(
    path: Path,
    code: string,
    message: string,
    options: { suggestion?: string; atKey?: boolean; warning?: boolean } = {},
  ): Problem {
    return {
      ...(options.atKey ? this.locateKey(path) : this.locate(path)),
      code,
      severity: options.warning ? "warning" : "error",
      message,
      file: this.file,
      ...(options.suggestion ? { suggestion: options.suggestion } : {}),
    };
  }

  private assertWellFormed(): void {
    const { problems } = this.yaml;
    if (problems.length === 0) return;
    throw new ContentError(
      problems.map(({ kind, message, ...place }) => ({
        ...place,
        code: `syntax/${kind}`,
        severity: "error",
        message: `not well-formed: ${message}`,
        file: this.file,
      })),
    );
  }
}

/** The data of a JSON text in which no object has a key twice. */
function plainJson(text: string): { readonly data: unknown } | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return repeatsKey(text) ? undefined : { data };
  } catch {
    return undefined;
  }
}

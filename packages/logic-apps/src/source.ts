import { type Path, type Place as YamlPlace, type YamlProblem, YamlText } from "@sentinel-agent-identities/yaml";
import { repeatsKey } from "./repeats-key";

export type { Path };

/** Where something stands; line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A JSON text that can tell where each value stands. */
export class JsonSource {
  /** Parsed with positions, which takes longer than `JSON.parse`, when somebody asks for one: only errors have any. */
  private readonly yaml: YamlText;

  /** @param file the name to report in places */
  constructor(
    readonly text: string,
    readonly file: string,
  ) {
    this.yaml = new YamlText(text);
  }

  /** Why the text is not JSON: one entry per syntax error or repeated key. */
  get errors(): readonly { readonly message: string; readonly place: Place; readonly repeatedKey: boolean }[] {
    if (isPlain(this.text)) return [];
    return this.yaml.problems.map((problem) => ({
      message: problem.message,
      place: this.named(problem),
      repeatedKey: problem.kind === "duplicate-key",
    }));
  }

  /** Where the value at `path` begins, or its nearest parent that exists. */
  place(path: Path): Place {
    return this.named(this.yaml.place(path));
  }

  /** Where the key at the end of `path` is written. */
  keyPlace(path: Path): Place {
    return this.named(this.yaml.keyPlace(path));
  }

  /** Where the character at `offset` of the string at `path` is written, through JSON's escapes. */
  placeInString(path: Path, offset: number): Place {
    return this.named(this.yaml.placesWithin(path)(offset));
  }

  private named({ line, column }: YamlPlace | YamlProblem): Place {
    return { file: this.file, line, column };
  }
}

/** Whether a text is JSON in which no object has a key twice. */
function isPlain(text: string): boolean {
  try {
    JSON.parse(text);
  } catch {
    return false;
  }
  return !repeatsKey(text);
}

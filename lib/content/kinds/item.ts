import { ContentError } from "../problem";
import { checkSchema } from "../schema-check";
import { SourceFile } from "../source-file";

/** A content file: its checked data and the source that can locate every value of it. */
export interface Item<T> {
  readonly data: T;
  readonly source: SourceFile;
}

/**
 * Reads one content file and holds it to its schema.
 * @throws ContentError with every violation
 */
export function readItem<T>(path: string, file: string, schema: object): Item<T> {
  const source = SourceFile.read(path, file);
  const problems = checkSchema(source, schema);
  if (problems.length > 0) throw new ContentError(problems);
  return { data: source.data as T, source };
}

import { dirname } from "node:path";
import { WorkCache, type WorkKind } from "../../cache";
import { ContentError } from "../problem";
import { readText } from "../read-text";
import { checkSchema } from "../schema-check";
import { SourceFile } from "../source-file";

/** A content file: its checked data and the source that can locate every value of it. */
export interface Item<T> {
  readonly data: T;
  readonly source: SourceFile;
}

/** The data of files that fit their schemas. */
const documents: WorkKind = {
  name: "documents",
  code: [
    dirname(require.resolve("@sentinel-agent-identities/yaml")),
    ...["../source-file", "../schema-check", "js-yaml/package.json", "ajv/package.json"].map((part) =>
      require.resolve(part),
    ),
  ],
};

/**
 * Reads one content file and holds it to its schema.
 * @param cache what earlier runs made of files
 * @throws ContentError with every violation
 */
export function readItem<T>(path: string, file: string, schema: object, cache = new WorkCache()): Item<T> {
  const text = readText(path, file);
  if (!isJsonData(text)) return checkedItem(text, file, schema);
  let made: Item<T> | undefined;
  const data = cache.remember<T>(documents, [JSON.stringify(schema), text], () => {
    made = checkedItem(text, file, schema);
    return made.data;
  });
  return made ?? { data, source: SourceFile.known(text, file, data) };
}

function checkedItem<T>(text: string, file: string, schema: object): Item<T> {
  const source = SourceFile.parse(text, file);
  const problems = checkSchema(source, schema);
  if (problems.length > 0) throw new ContentError(problems);
  return { data: source.data as T, source };
}

/** Whether JSON can hold what the text says: YAML has numbers without an end, and bytes. */
const isJsonData = (text: string): boolean => !/\.(inf|nan)\b|!!/i.test(text);

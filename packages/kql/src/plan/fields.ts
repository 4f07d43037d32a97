/** Of a column that keeps a whole row as one value: a field that is read. */
const field = /^("(?:[^"]|"")+")\['c\d+'\]$/;

/** The mark of a column that is read as it is, not by one of its fields. */
export const asWhole = (column: string): string => `${column}[*]`;

/** The column of a text that is `column['c0']`; undefined where it is no such text. */
export const columnOfField = (text: string): string | undefined => field.exec(text)?.[1];

const keptRow = /^(?:arg_max|arg_min|first)\(\{/;
const entry = /'(c\d+)': "(?:[^"]|"")+"(?:, |(?=\}))/g;

/** An item that keeps a row as one value, with the fields that are read: `arg_max(*)` keeps dozens where few are asked for. */
export function withReadFields(item: string, alias: string | undefined, need: ReadonlySet<string> | undefined): string {
  if (!need || !alias || !keptRow.test(item) || need.has(asWhole(alias))) return item;
  const end = item.indexOf("}");
  const row = item.slice(0, end + 1);
  const fewer = row
    .replace(entry, (text, name: string) => (need.has(`${alias}['${name}']`) ? text : ""))
    .replace(/, \}$/, "}");
  return fewer.endsWith("{}") ? item : fewer + item.slice(end + 1);
}

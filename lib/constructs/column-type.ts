import { ContentError, suggestFrom, vocabulary } from "../content";

type ColumnType = (typeof vocabulary.columnTypes)[number];

/** The type as the tables API spells it: `dateTime` there, `datetime` everywhere else. */
export function tableColumnType(type: ColumnType, where: string): string {
  return known(type, vocabulary.columnTypes, where) === "datetime" ? "dateTime" : type;
}

/** The type as a data collection rule's stream spells it; streams have no guid. */
export function streamColumnType(type: ColumnType, where: string): string {
  return known(type, vocabulary.streamColumnTypes, where);
}

/** Callers in plain JavaScript have no compiler to stop them. */
function known(type: string, types: readonly string[], where: string): string {
  if (types.includes(type)) return type;
  throw new ContentError([
    {
      code: "column-type",
      severity: "error",
      message: `${where} has unknown type "${type}"`,
      file: "(construct)",
      line: 1,
      column: 1,
      suggestion: suggestFrom(type, types),
    },
  ]);
}

import type { Path } from "./source-file";

/** A column that the settings of a tile name: its name, or a pattern for it, and where that stands. */
export interface ColumnReference {
  readonly name: string;
  readonly pattern: boolean;
  readonly path: Path;
}

type Fields = Record<string, unknown>;

/**
 * Columns of the result that a tile's settings name: what is formatted, labelled, charted, and handed on by a selection.
 * @param content the `content` of the tile
 * @param path where that stands
 */
export function columnReferences(content: unknown, path: Path): readonly ColumnReference[] {
  const { gridSettings, tileSettings, chartSettings, exportedParameters, exportFieldName } = content as Fields;
  const reference = (name: unknown, pattern: boolean, at: Path): ColumnReference[] =>
    typeof name === "string" && name !== "" ? [{ name, pattern, path: [...path, ...at] }] : [];
  const each = (list: unknown, key: string, pattern: boolean, at: Path) =>
    (Array.isArray(list) ? list : []).flatMap((one: Fields, i) => reference(one[key], pattern, [...at, i, key]));
  const { formatters, labelSettings } = (gridSettings ?? {}) as Fields;
  const { xAxis, yAxis } = (chartSettings ?? {}) as Fields;
  return [
    ...each(formatters, "columnMatch", true, ["gridSettings", "formatters"]),
    ...each(labelSettings, "columnId", false, ["gridSettings", "labelSettings"]),
    ...Object.entries((tileSettings ?? {}) as Fields).flatMap(([part, settings]) =>
      reference((settings as Fields | null)?.columnMatch, true, ["tileSettings", part, "columnMatch"]),
    ),
    ...reference(xAxis, false, ["chartSettings", "xAxis"]),
    ...(Array.isArray(yAxis) ? yAxis : []).flatMap((name, i) => reference(name, false, ["chartSettings", "yAxis", i])),
    ...each(exportedParameters, "fieldName", false, ["exportedParameters"]),
    ...reference(exportFieldName, false, ["exportFieldName"]),
  ];
}

/** Whether one of the columns is meant. */
export function meansOneOf({ name, pattern }: ColumnReference, columns: readonly string[]): boolean {
  return columns.some((column) => column === name || (pattern && matches(name, column)));
}

/** A pattern that is no regular expression is a name. */
function matches(pattern: string, column: string): boolean {
  try {
    return new RegExp(pattern).test(column);
  } catch {
    return false;
  }
}

/** A column as text in HTML: no markup, not longer than given. Telemetry holds what an agent wrote. */
export const clean = (column: string, length: number): string =>
  `replace_regex(substring(tostring(${column}), 0, ${length}), @"[<>&\\x00-\\x1f\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]", " ")`;

/** Rows of a table in one cell `Html`, at most `most` of them in the order they come. */
export const htmlRows = (cells: readonly string[], most: number): string =>
  `extend Row = strcat("<tr>", ${cells.map((cell) => `"<td>", ${cell}, "</td>"`).join(", ")}, "</tr>") | take ${most} | summarize Html = strcat_array(make_list(Row, ${most}), "")`;

/** A table of a comment. */
export const htmlTable = (title: string, heads: readonly string[], rows: string): string =>
  `<h3>${title}</h3><table><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr>${rows}</table>`;

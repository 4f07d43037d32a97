import type { Problem } from "../problem";
import type { Path, SourceFile } from "../source-file";

/**
 * `${` and `%{` open a Terraform template. Content is deployed as it stands, so whoever writes one in a query
 * expects a value that will never be filled in.
 */
export function checkTemplateMarkers(source: SourceFile, path: Path, text: string): Problem[] {
  const places = source.placesOf(path);
  return [...text.matchAll(/[$%]\{/g)].map((match) => ({
    code: "content/template-marker",
    severity: "error",
    message: `"${match[0]}" opens a Terraform template, and queries are deployed as they stand: nothing would be filled in`,
    file: source.file,
    ...places(match.index),
    suggestion: `take the value from a watchlist or a function parameter; to match these two characters, write strcat("${match[0][0]}", "{")`,
  }));
}

import type { Breach } from "../../../limits";
import type { Problem } from "../../problem";
import type { Path, SourceFile } from "../../source-file";

/**
 * Breaches of limits as problems of the file they come from; a problem's code is the limit's.
 * @param placed where a breach's path stands in the file
 */
export function limitProblems(
  source: Pick<SourceFile, "problem" | "placesOf">,
  breaches: readonly Breach[],
  placed: (path: Path) => Path = (path) => path,
): Problem[] {
  return breaches.map(({ limit, path, offset, message, suggestion }) => {
    const problem = source.problem(placed(path), limit, message, { suggestion });
    return offset === undefined ? problem : { ...problem, ...source.placesOf(placed(path))(offset) };
  });
}

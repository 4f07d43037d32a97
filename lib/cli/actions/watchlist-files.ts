import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, WorkCache } from "../../cache";
import {
  assertNoErrors,
  detectionIds,
  formatProblem,
  type Problem,
  packageRoot,
  readContent,
  readText,
  watchlistItemProblems,
} from "../../content";
import { CsvSource } from "../../external-agents";

/**
 * Holds the CSV files of a folder to the watchlists that this package ships. A column that there is not is an error; of a
 * value that no rule understands is told, since the workspace has it all the same. Files of other watchlists are left alone.
 * @throws ContentError with the place of every error
 */
export function checkWatchlistFiles(folder: string | undefined): void {
  if (folder === undefined || !existsSync(folder)) return;
  const names = new Set(readdirSync(folder));
  const content = readContent(packageRoot(), new WorkCache(cacheFolder()));
  const problems = content.watchlists
    .filter(({ data: { alias } }) => names.has(`${alias}.csv`))
    .flatMap(({ data: spec }): Problem[] => {
      const file = join(folder, `${spec.alias}.csv`);
      const source = new CsvSource(readText(file), file, {}, "watchlist/csv");
      const placed = { problem: source.problem.bind(source), placesOf: () => () => ({ line: 1, column: 1 }) };
      return watchlistItemProblems(
        spec,
        source.data as Record<string, string>[],
        placed,
        [],
        [],
        detectionIds(content),
      );
    })
    .filter(
      ({ code }, i, all) => code !== "watchlist/unknown-column" || all.findIndex((one) => one.code === code) === i,
    );
  const isError = ({ code }: Problem) => code === "watchlist/unknown-column" || code === "watchlist/search-key";
  assertNoErrors(problems.filter(isError));
  for (const problem of problems.filter(({ code }) => code === "watchlist/value"))
    console.error(formatProblem({ ...problem, severity: "warning" }));
}

import type { Content } from "./content";
import type { Problem } from "./problem";

/** What the catalogue asks of its own rules and a stranger's works without. */
const unasked: ReadonlySet<string> = new Set(["guide/missing", "rule/catalogue-id", "rule/literal-threshold"]);

/** What makes a rule miss something, or Azure refuse it in a workspace that lacks a table: worth knowing of a stranger's too. */
const told: ReadonlySet<string> = new Set([
  "query/missing-table",
  "rule/alert-cap",
  "rule/late-rows",
  "rule/no-firing-test",
  "rule/no-quiet-test",
  "rule/no-tests",
  "rule/technique",
]);

/** Imported rules are held to what Sentinel takes; of what the catalogue asks beyond that, some is a warning for them. */
export function gentleWithImported(
  { detections }: Pick<Content, "detections">,
  problems: readonly Problem[],
): Problem[] {
  const imported = new Set(
    detections.flatMap(({ data, source, tests }) =>
      data.origin === "imported" ? [source.file, ...(tests ? [tests.source.file] : [])] : [],
    ),
  );
  if (imported.size === 0) return [...problems];
  return problems.flatMap((problem): Problem[] => {
    if (!imported.has(problem.file)) return [problem];
    if (unasked.has(problem.code)) return [];
    return [told.has(problem.code) ? { ...problem, severity: "warning" } : problem];
  });
}

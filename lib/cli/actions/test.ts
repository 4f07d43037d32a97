import { cacheFolder, WorkCache } from "../../cache";
import { ContentError, didYouMean, loadContent } from "../../content";
import { isNamed, runQueryTests } from "../../testing";
import type { TestCommandOptions } from "../commands/test";
import { mutate } from "./mutate";

/** Runs tests or mutations, and prints what became of each. */
export async function test(names: readonly string[], options: TestCommandOptions): Promise<void> {
  const content = loadContent(options.content, options.cache ? new WorkCache(cacheFolder()) : undefined);
  for (const name of names) {
    const queries = [...content.detections, ...content.hunting];
    if (queries.some((query) => isNamed(query, [name]))) continue;
    const known = queries.map((query) => query.name);
    throw new ContentError([
      {
        code: "test/unknown-detection",
        severity: "error",
        message: `no detection is called "${name}"`,
        file: "detections",
        line: 1,
        column: 1,
        suggestion: didYouMean(name, known),
      },
    ]);
  }
  if (options.mutate) return mutate(content, names, options);
  let passed = 0;
  let failed = 0;
  for await (const { query, test, place, failures } of runQueryTests(content, names, options)) {
    if (failures.length === 0) passed++;
    else failed++;
    console.log(`${failures.length === 0 ? "pass" : "FAIL"}  ${query}: ${test}`);
    for (const failure of failures) console.log(`      ${place} ${failure}`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

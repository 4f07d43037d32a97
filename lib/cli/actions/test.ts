import { exitOnSignals } from "@sentinel-agent-identities/processes";
import { cacheFolder, WorkCache } from "../../cache";
import { type Content, ContentError, readContent, suggestFrom } from "../../content";
import { isNamed, runQueryTests, type TestOptions, type TestResult } from "../../detection-tests";
import { runPlaybookTests, testedPlaybooks } from "../../playbook-tests";
import { testsPage } from "../../report";
import type { ContentOptions } from "../commands/content-option";
import { type ShownProgress, withProgress } from "../progress";
import { UsageError } from "../usage-error";
import { contentOf, ownFolder } from "./content";
import { mutate } from "./mutate";
import { reportFile } from "./report-file";
import { rerunOnChange } from "./watch";

export interface TestCommandOptions extends ContentOptions {
  readonly cache: boolean;
  readonly workers?: number;
  readonly mutate?: boolean;
  readonly report?: string;
  readonly watch?: boolean;
}

/** Runs tests or mutations, and prints what became of each. */
export async function test(names: readonly string[], options: TestCommandOptions): Promise<void> {
  if (options.watch) {
    exitOnSignals();
    const own = ownFolder(options);
    const args = process.argv.slice(2).filter((argument) => argument !== "--watch");
    return rerunOnChange(
      args,
      [options.content, own, options.rules].filter((folder) => folder !== undefined),
    );
  }
  if (options.report && options.mutate) throw new UsageError("--report is about tests: leave --mutate out");
  const report = options.report === undefined ? undefined : reportFile(options.report);
  return withProgress(async (progress) => {
    const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
    const content = await contentOf(options, cache, progress);
    const own = ownFolder(options);
    // What the package ships was tested before it was published.
    const isAsked = options.rules === undefined && own !== undefined && names.length === 0;
    const asked = isAsked ? namesIn(readContent(own, cache)) : names;
    assertKnown(asked, content);
    exitOnSignals();
    const run = { progress, ...(cache ? { cache } : {}), ...(options.workers ? { workers: options.workers } : {}) };
    if (options.mutate) return mutate(content, asked, run);
    return runTests(content, asked, { ...run, ...(report ? { report } : {}) });
  });
}

const namesIn = (content: Content): string[] => [
  ...[...content.detections, ...content.hunting].map(({ name }) => name),
  ...testedPlaybooks(content).map(({ data }) => data.id),
];

/** @throws ContentError for a name that nothing has */
function assertKnown(names: readonly string[], content: Content): void {
  for (const name of names) {
    const queries = [...content.detections, ...content.hunting];
    if (queries.some((query) => isNamed(query, [name])) || testedPlaybooks(content, [name]).length > 0) continue;
    const known = [
      ...new Set(queries.flatMap(({ data }) => data.tags.filter((tag) => /^AIC-\d+$/.test(tag)))),
      ...queries.map((query) => query.name),
      ...testedPlaybooks(content).map(({ data }) => data.id),
    ];
    throw new ContentError([
      {
        code: "test/unknown-detection",
        severity: "error",
        message: `no detection or playbook is called "${name}"`,
        file: "detections",
        line: 1,
        column: 1,
        suggestion: suggestFrom(name, known),
      },
    ]);
  }
}

async function runTests(
  content: Content,
  names: readonly string[],
  options: TestOptions & { readonly progress: ShownProgress; readonly report?: (text: string) => void },
): Promise<void> {
  const { print } = options.progress;
  let passed = 0;
  let failed = 0;
  const results: TestResult[] = [];
  for await (const result of allTests(content, names, options)) {
    const { query, test, failures } = result;
    if (options.report) results.push(result);
    if (failures.length === 0) passed++;
    else failed++;
    print(`${failures.length === 0 ? "pass" : "FAIL"}  ${query}: ${test}`);
    for (const failure of failures) print(`      ${result.place} ${failure}`);
  }
  print(`${passed} passed, ${failed} failed`);
  options.report?.(testsPage(results));
  if (failed > 0) process.exitCode = 1;
}

/** Those beside queries, then those beside playbooks. */
async function* allTests(content: Content, names: readonly string[], options: TestOptions): AsyncIterable<TestResult> {
  yield* runQueryTests(content, names, options);
  yield* runPlaybookTests(content, names);
}

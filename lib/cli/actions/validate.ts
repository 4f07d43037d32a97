import { cacheFolder, WorkCache } from "../../cache";
import { assertNoErrors, formatProblem } from "../../content";
import { readTenants } from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import type { SelectionOptions } from "../commands/selection-options";
import { withProgress } from "../progress";
import { contentToRead, problemsOf } from "./content";
import { selectionOf } from "./selection";

export interface ValidateOptions extends SelectionOptions, ContentOptions {
  readonly tenants: string;
  readonly cache: boolean;
}

/** Checks everything, and prints how much there is. */
export async function validate(options: ValidateOptions): Promise<void> {
  const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
  const content = contentToRead(options, cache);
  const problems = await withProgress((progress) => problemsOf(content, options, cache, progress));
  assertNoErrors(problems);
  for (const warning of problems) console.error(formatProblem(warning));
  const { tenants, warnings } = readTenants(options.tenants, content, selectionOf(options));
  for (const warning of warnings) console.error(formatProblem(warning));
  const { connector, ...kinds } = content;
  const lists = { connectors: connector ? [connector] : [], ...kinds, tenants };
  const counts = Object.entries(lists).map(([kind, items]) => `${items.length} ${kind}`);
  console.log(`valid: ${counts.join(", ")}`);
}

import { collectLocally } from "../collect/collect-locally";
import { jobNames } from "../collect/job-names";
import type { CollectOptions } from "../commands/collect";
import { collectText } from "../report/collect-text";

/** Runs jobs once, and prints what they did. */
export async function collect({ job, ...options }: CollectOptions): Promise<void> {
  const report = await collectLocally({ ...options, jobs: job === "all" ? jobNames : [job] });
  console.log(collectText(report));
  if (report.rejected.length > 0) process.exitCode = 1;
}

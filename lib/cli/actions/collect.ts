import type { LocalOptions } from "../collect/collect-locally";
import { collectLocally } from "../collect/collect-locally";
import type { JobName } from "../collect/job-names";
import { jobNames } from "../collect/job-names";
import { collectText } from "../report/collect-text";

export interface CollectOptions extends Omit<LocalOptions, "jobs"> {
  readonly once?: true;
  readonly job: JobName | "all";
}

/** Runs jobs once, and prints what they did. */
export async function collect({ job, ...options }: CollectOptions): Promise<void> {
  const report = await collectLocally({ ...options, jobs: job === "all" ? jobNames : [job] });
  console.log(collectText(report));
  if (report.rejected.length > 0) process.exitCode = 1;
}

import type { HuntingQuery, QueryBench, Workspace } from "../emulator";
import type { HuntingJob } from "./job";
import { rowDifferences } from "./row-expectation";
import { fillFor } from "./test-case";

/** Runs every test of a hunting query: what differs from its expectation, by test. */
export async function testHunting(bench: QueryBench, workspace: Workspace, job: HuntingJob): Promise<string[][]> {
  const hunting = huntingOf(workspace, job);
  const failures: string[][] = [];
  for (const test of job.tests) {
    const refused = await fillFor(bench, workspace, test, job.folder);
    failures.push(
      refused.length > 0 ? refused : rowDifferences(test.expect.rows, await bench.hunt(hunting, new Date(test.now))),
    );
  }
  return failures;
}

/** The query as the Terraform has it. */
function huntingOf(workspace: Workspace, { title }: HuntingJob): HuntingQuery {
  return workspace.hunting.find(({ name }) => name === title)!;
}

import type { HuntingQuery, RefilledWorkspace, Workspace } from "../emulator";
import { inTurn } from "./in-turn";
import type { HuntingJob } from "./job";
import { rowDifferences } from "./row-expectation";
import { fillFor, unlessUnsupported } from "./test-case";

/** Runs every test of a hunting query: what differs from its expectation, by test. */
export async function testHunting(
  refilled: RefilledWorkspace,
  workspace: Workspace,
  job: HuntingJob,
): Promise<string[][]> {
  const hunting = huntingOf(workspace, job);
  return inTurn(job.tests, async (test) => {
    const refused = await fillFor(refilled, workspace, test, job.folder);
    if (refused.length > 0) return refused;
    return unlessUnsupported(async () =>
      rowDifferences(test.expect.rows, await refilled.hunt(hunting, new Date(test.now))),
    );
  });
}

/** The query as the Terraform has it. */
function huntingOf(workspace: Workspace, { title }: HuntingJob): HuntingQuery {
  return workspace.hunting.find(({ name }) => name === title)!;
}

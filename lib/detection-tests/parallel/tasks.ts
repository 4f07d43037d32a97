import type { RefilledWorkspace, Workspace } from "../../emulator";
import { mutateRule } from "../mutate/mutate-rule";
import { testHunting } from "../test-hunting";
import { testRule } from "../test-rule";

/** What can be done with a query and its tests, in this process or in a worker. */
export const tasks = { testRule, testHunting, mutateRule } as const;

export type TaskName = keyof typeof tasks;
export type TaskJob<N extends TaskName> = Parameters<(typeof tasks)[N]>[2];
export type TaskResult<N extends TaskName> = Awaited<ReturnType<(typeof tasks)[N]>>;

/** Does a task. */
export function perform<N extends TaskName>(
  name: N,
  refilled: RefilledWorkspace,
  workspace: Workspace,
  job: TaskJob<N>,
): Promise<TaskResult<N>> {
  const task = tasks[name] as (
    refilled: RefilledWorkspace,
    workspace: Workspace,
    job: TaskJob<N>,
  ) => Promise<TaskResult<N>>;
  return task(refilled, workspace, job);
}

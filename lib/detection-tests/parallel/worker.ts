import type { TaskJob, TaskName, TaskResult } from "./tasks";

/** Does tasks on one workspace, one at a time. */
export interface Worker {
  run<N extends TaskName>(task: N, job: TaskJob<N>): Promise<TaskResult<N>>;
  close(): void;
}

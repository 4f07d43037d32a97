import type { RuleJob } from "../job";
import type { TaskName, TaskResult } from "./tasks";

/** Does tasks on one workspace, one at a time. */
export interface Worker {
  run<N extends TaskName>(task: N, job: RuleJob): Promise<TaskResult<N>>;
  close(): void;
}

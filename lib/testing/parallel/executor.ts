import { RuleBench, type Workspace } from "../../emulator";
import type { RuleJob } from "../job";
import { type TaskName, type TaskResult, tasks } from "./tasks";
import { WorkerPool } from "./worker-pool";

/** Does tasks on one workspace; each has it to itself while it runs. */
export interface Executor {
  run<N extends TaskName>(task: N, job: RuleJob): Promise<TaskResult<N>>;
  close(): void;
}

/** @param workers processes to use; 1 uses this one, which saves their start */
export async function openExecutor(workspace: Workspace, workers: number): Promise<Executor> {
  return workers > 1 ? new WorkerPool(workspace, workers) : new InProcess(workspace, await RuleBench.open(workspace));
}

class InProcess implements Executor {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly workspace: Workspace,
    private readonly bench: RuleBench,
  ) {}

  run<N extends TaskName>(task: N, job: RuleJob): Promise<TaskResult<N>> {
    const result = this.last.then(() => tasks[task](this.bench, this.workspace, job) as Promise<TaskResult<N>>);
    this.last = result.catch(() => undefined);
    return result;
  }

  close(): void {
    void this.last.then(() => this.bench.close());
  }
}

/** Does a task for each rule, as many at a time as there are workers; results come in the order of the rules. */
export async function* inOrder<N extends TaskName>(
  executor: Executor,
  task: N,
  jobs: readonly RuleJob[],
): AsyncIterable<TaskResult<N>> {
  const results = jobs.map((job) => executor.run(task, job));
  // One that fails before its turn is not unhandled: it is thrown when its turn comes.
  for (const result of results) result.catch(() => undefined);
  for (const result of results) yield await result;
}

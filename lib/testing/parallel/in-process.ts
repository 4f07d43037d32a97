import { RuleBench, type Workspace } from "../../emulator";
import type { RuleJob } from "../job";
import { type TaskName, type TaskResult, tasks } from "./tasks";
import type { Worker } from "./worker";

/** This process: the language service is warm here, because it has checked the content. */
export class InProcess implements Worker {
  private current: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly workspace: Workspace,
    private readonly bench: RuleBench,
  ) {}

  static async open(workspace: Workspace): Promise<InProcess> {
    return new InProcess(workspace, await RuleBench.open(workspace));
  }

  async run<N extends TaskName>(task: N, job: RuleJob): Promise<TaskResult<N>> {
    const result = tasks[task](this.bench, this.workspace, job) as Promise<TaskResult<N>>;
    this.current = result.catch(() => undefined);
    return result;
  }

  close(): void {
    void this.current.then(() => this.bench.close());
  }
}

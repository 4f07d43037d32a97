import type { WorkCache } from "../../cache";
import { RefilledWorkspace, type Workspace } from "../../emulator";
import { perform, type TaskJob, type TaskName, type TaskResult } from "./tasks";
import type { Worker } from "./worker";

/** This process: the language service is warm here, because it has checked the content. */
export class InProcess implements Worker {
  private current: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly workspace: Workspace,
    private readonly refilled: RefilledWorkspace,
  ) {}

  static async open(workspace: Workspace, cache?: WorkCache): Promise<InProcess> {
    return new InProcess(workspace, await RefilledWorkspace.open(workspace, cache));
  }

  async run<N extends TaskName>(task: N, job: TaskJob<N>): Promise<TaskResult<N>> {
    const result = perform(task, this.refilled, this.workspace, job);
    this.current = result.catch(() => undefined);
    return result;
  }

  close(): void {
    void this.current.then(() => this.refilled.close());
  }
}

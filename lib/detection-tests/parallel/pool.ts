import type { WorkCache } from "../../cache";
import type { Workspace } from "../../emulator";
import { ChildWorker } from "./child-worker";
import { InProcess } from "./in-process";
import type { TaskJob, TaskName, TaskResult } from "./tasks";
import type { Worker } from "./worker";

/** Workers that share a queue of tasks. Binding and planning queries keeps a core busy each. */
export class Pool {
  private readonly free: Worker[];
  private readonly queue: ((worker: Worker) => void)[] = [];

  private constructor(private readonly workers: readonly Worker[]) {
    this.free = [...workers];
  }

  /**
   * @param size processes, this one included
   * @param cache what earlier runs made of queries
   */
  static async open(workspace: Workspace, size: number, cache?: WorkCache): Promise<Pool> {
    const children = Array.from({ length: size - 1 }, () => new ChildWorker(workspace, cache?.folder));
    return new Pool([await InProcess.open(workspace, cache), ...children]);
  }

  /** Does a task for each job; results come in the order of the jobs. */
  async *inOrder<N extends TaskName>(task: N, jobs: readonly TaskJob<N>[]): AsyncIterable<TaskResult<N>> {
    const results = jobs.map((job) => this.run(task, job));
    // One that fails before its turn is not unhandled: it is thrown when its turn comes.
    for (const result of results) result.catch(() => undefined);
    for (const result of results) yield await result;
  }

  /** Ends the workers; what is under way is dropped. */
  close(): void {
    this.queue.length = 0;
    for (const worker of this.workers) worker.close();
  }

  private async run<N extends TaskName>(task: N, job: TaskJob<N>): Promise<TaskResult<N>> {
    const worker = this.free.shift() ?? (await new Promise<Worker>((resolve) => this.queue.push(resolve)));
    try {
      return await worker.run(task, job);
    } finally {
      const next = this.queue.shift();
      if (next) next(worker);
      else this.free.push(worker);
    }
  }
}

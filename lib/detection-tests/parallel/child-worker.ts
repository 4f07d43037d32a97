import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { forkModule } from "@sentinel-agent-identities/processes";
import type { Workspace } from "../../emulator";
import { revived } from "./failure";
import type { Answer, Order } from "./messages";
import type { TaskJob, TaskName, TaskResult } from "./tasks";
import type { Worker } from "./worker";

/** Another process. */
export class ChildWorker implements Worker {
  private readonly child: ChildProcess;
  private current: { resolve: (result: never) => void; reject: (error: Error) => void } | undefined;
  private lost: Error | undefined;

  /** @param cacheFolder where what earlier runs made of queries is kept */
  constructor(workspace: Workspace, cacheFolder?: string) {
    this.child = forkModule(join(__dirname, "worker-main"), [], { serialization: "advanced" });
    this.child.on("message", (answer: Answer) => {
      if ("error" in answer) this.current?.reject(revived(answer.error));
      else this.current?.resolve(answer.result as never);
    });
    this.child.on("exit", (code, signal) => {
      this.lost = new Error(`a process that runs tests stopped unexpectedly (${signal ?? `exit code ${code}`})`);
      this.current?.reject(this.lost);
    });
    this.send({ kind: "open", workspace, cacheFolder });
  }

  run<N extends TaskName>(task: N, job: TaskJob<N>): Promise<TaskResult<N>> {
    return new Promise((resolve, reject) => {
      if (this.lost) return reject(this.lost);
      this.current = { resolve, reject };
      this.send({ kind: "run", task, job });
    });
  }

  close(): void {
    this.child.removeAllListeners("exit");
    this.child.kill("SIGKILL");
  }

  /** A child that cannot be reached has ended, and its end is what is reported. */
  private send(order: Order): void {
    this.child.send(order, () => undefined);
  }
}

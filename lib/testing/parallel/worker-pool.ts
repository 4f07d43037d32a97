import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Workspace } from "../../emulator";
import type { RuleJob } from "../job";
import type { Executor } from "./executor";
import { revived } from "./failure";
import type { Answer, Order } from "./messages";
import type { TaskName, TaskResult } from "./tasks";

interface Waiting {
  readonly order: Order;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** Processes that share a queue of tasks: binding and planning queries keeps a core busy each. */
export class WorkerPool implements Executor {
  private readonly queue: Waiting[] = [];
  private readonly running = new Map<ChildProcess, Waiting | undefined>();

  constructor(workspace: Workspace, workers: number) {
    for (let i = 0; i < workers; i++) this.start({ kind: "open", workspace });
  }

  run<N extends TaskName>(task: N, job: RuleJob): Promise<TaskResult<N>> {
    return new Promise((resolve, reject) => {
      this.queue.push({ order: { kind: "run", task, job }, resolve, reject });
      for (const [child, current] of this.running) if (!current) this.next(child);
    });
  }

  close(): void {
    for (const child of this.running.keys()) child.removeAllListeners("exit").kill("SIGKILL");
    this.running.clear();
  }

  private start(open: Order): void {
    const child = fork(script(), { serialization: "advanced", execArgv: typeScriptSupport() });
    this.running.set(child, undefined);
    child.send(open);
    child.on("message", (answer: Answer) => {
      const done = this.running.get(child)!;
      if ("error" in answer) done.reject(revived(answer.error));
      else done.resolve(answer.result as never);
      this.next(child);
    });
    child.on("exit", (code, signal) => this.lost(child, `a worker stopped unexpectedly (${signal ?? `code ${code}`})`));
  }

  private next(child: ChildProcess): void {
    const waiting = this.queue.shift();
    this.running.set(child, waiting);
    if (waiting) child.send(waiting.order);
  }

  /** The task of a lost worker fails; the others go on, unless none is left. */
  private lost(child: ChildProcess, message: string): void {
    const current = this.running.get(child);
    this.running.delete(child);
    const failed = [...(current ? [current] : []), ...(this.running.size === 0 ? this.queue.splice(0) : [])];
    for (const { reject } of failed) reject(new Error(message));
  }
}

function script(): string {
  const source = join(__dirname, "worker-main.ts");
  return existsSync(source) ? source : join(__dirname, "worker-main.js");
}

/** A checkout runs TypeScript; the published package is compiled. */
function typeScriptSupport(): string[] {
  return script().endsWith(".ts") ? ["--require", require.resolve("tsx/cjs")] : [];
}

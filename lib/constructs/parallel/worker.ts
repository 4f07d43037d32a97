import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { forkModule } from "@sentinel-agent-identities/processes";
import type { WrittenStack } from "../stale-stacks";
import type { Answer, Order } from "./messages";

/** Another process that writes stacks, one order at a time. */
export class StackWorker {
  private readonly child: ChildProcess;
  private current: { resolve: (written: readonly WrittenStack[]) => void; reject: (error: Error) => void } | undefined;

  constructor() {
    this.child = forkModule(join(__dirname, "worker-main"), [], { serialization: "advanced" });
    this.child.on("message", (answer: Answer) => {
      if ("written" in answer) this.current?.resolve(answer.written);
      else this.current?.reject(Object.assign(new Error(), answer.error));
    });
    this.child.on("exit", (code, signal) =>
      this.current?.reject(
        new Error(`a process that writes stacks stopped unexpectedly (${signal ?? `exit code ${code}`})`),
      ),
    );
  }

  write(order: Order): Promise<readonly WrittenStack[]> {
    return new Promise((resolve, reject) => {
      this.current = { resolve, reject };
      // One that cannot be reached has ended, and its end is what is reported.
      this.child.send(order, () => undefined);
    });
  }

  close(): void {
    this.child.removeAllListeners("exit");
    this.child.kill("SIGKILL");
  }
}

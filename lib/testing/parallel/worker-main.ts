/** A worker: opens the workspace it is sent, then does one task after the other. */
import { QueryBench, type Workspace } from "../../emulator";
import { sendable } from "./failure";
import type { Answer, Order } from "./messages";
import { perform } from "./tasks";

let opened: Promise<{ bench: QueryBench; workspace: Workspace }> | undefined;

process.on("message", (order: Order) => {
  if (order.kind === "open") {
    const { workspace } = order;
    opened = QueryBench.open(workspace).then((bench) => ({ bench, workspace }));
    // Whatever kept it from opening is the answer to the first task.
    opened.catch(() => undefined);
  } else void answer(order).then((reply) => process.send!(reply));
});
process.on("disconnect", () => process.exit(0));

async function answer({ task, job }: Extract<Order, { kind: "run" }>): Promise<Answer> {
  try {
    const { bench, workspace } = await opened!;
    return { result: await perform(task, bench, workspace, job) };
  } catch (error) {
    return { error: sendable(error) };
  }
}

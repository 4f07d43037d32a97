/** A worker: opens the workspace it is sent, then does one task after the other. */

import { endAtOnce } from "@sentinel-agent-identities/processes";
import { WorkCache } from "../../cache";
import { RefilledWorkspace, type Workspace } from "../../emulator";
import { sendable } from "./failure";
import type { Answer, Order } from "./messages";
import { perform } from "./tasks";

let opened: Promise<{ refilled: RefilledWorkspace; workspace: Workspace; cache: WorkCache }> | undefined;

process.on("message", (order: Order) => {
  if (order.kind === "open") {
    const { workspace, cacheFolder } = order;
    const cache = new WorkCache(cacheFolder);
    opened = RefilledWorkspace.open(workspace, cache).then((refilled) => ({ refilled, workspace, cache }));
    // Whatever kept it from opening is the answer to the first task.
    opened.catch(() => undefined);
  } else void answer(order).then((reply) => process.send!(reply));
});
process.on("disconnect", () => endAtOnce());
// Ctrl+C reaches every process of a terminal: the parent decides.
process.on("SIGINT", () => undefined);

async function answer({ task, job }: Extract<Order, { kind: "run" }>): Promise<Answer> {
  try {
    const { refilled, workspace, cache } = await opened!;
    const result = await perform(task, refilled, workspace, job);
    // Now: the end of a worker comes without a word.
    cache.save();
    return { result };
  } catch (error) {
    return { error: sendable(error) };
  }
}

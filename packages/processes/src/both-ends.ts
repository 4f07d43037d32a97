import type { ChildProcess } from "node:child_process";
import { setImmediate } from "node:timers/promises";
import { endAtOnce } from "./children";

/** What is said to the other process: it is to keep what it has made, and to end. */
const enough = "enough";

/** What the other process says: the place of the piece that it works on now, or that all is kept. */
type Said = number | "kept";

/** Work that two processes share. Each piece can be done by itself; one that fails in the other process is tried again by whoever needs it. */
export type Pieces = readonly (() => void)[];

/**
 * Works on pieces from the first one on, while another process, which has the same ones, comes towards this one from the
 * last (`workFromLast`). One that ends without a word leaves all to this process.
 * @param child a process that nothing was said to yet
 * @param order what it makes its pieces from
 * @param tell told how many are done
 * @returns when all are done, and the other process has kept what it made
 * @throws what a piece throws here
 */
export async function workFromFirst(
  child: ChildProcess,
  order: object,
  pieces: Pieces,
  tell: (done: number) => void = () => undefined,
): Promise<void> {
  let reached = pieces.length;
  const ended = new Promise<void>((resolve) => {
    child.on("message", (said: Said) => {
      if (said === "kept") resolve();
      else reached = said;
    });
    for (const event of ["exit", "error"])
      child.once(event, () => {
        reached = pieces.length;
        resolve();
      });
  });
  const send = (message: object | typeof enough) => child.send(message, () => undefined);
  send(order);
  try {
    for (let at = 0; at < reached; at++) {
      tell(at + pieces.length - reached);
      pieces[at]!();
      // The other process is heard between two pieces.
      await setImmediate();
    }
    if (child.connected) send(enough);
    await ended;
  } finally {
    child.kill("SIGKILL");
  }
}

/**
 * For the module of the other process: works on pieces from the last one backwards, until its parent has come as far from
 * the first, and keeps what it made. What is wrong is found again by the parent, and told there.
 * @param prepare the pieces of an order, and how what came of them is kept
 */
export function workFromLast<Order extends object>(
  prepare: (order: Order) => { readonly pieces: Pieces; readonly keep: () => void },
): void {
  let isEnough = false;
  const say = (what: Said): void => void process.send!(what);
  const perform = async (order: Order): Promise<void> => {
    const { pieces, keep } = prepare(order);
    try {
      for (let at = pieces.length - 1; at >= 0; at--) {
        say(at);
        // The parent is heard between two pieces.
        await setImmediate();
        if (isEnough) break;
        pieces[at]!();
      }
    } finally {
      keep();
    }
  };
  process.on("message", (message: Order | typeof enough) => {
    if (message === enough) isEnough = true;
    else
      void perform(message)
        .catch(() => undefined)
        .finally(() => say("kept"));
  });
  process.on("disconnect", () => endAtOnce());
  // Ctrl+C reaches every process of a terminal: the parent decides.
  process.on("SIGINT", () => undefined);
}

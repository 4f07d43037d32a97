import { type ChildProcess, type ForkOptions, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";

const children = new Set<ChildProcess>();

/** Makes a child process end with this one, however busy it is and however this one ends. */
export function endWithProcess(child: ChildProcess): void {
  if (children.size === 0) process.once("exit", endChildren);
  children.add(child);
  child.once("exit", () => {
    children.delete(child);
    if (children.size === 0) process.off("exit", endChildren);
  });
}

function endChildren(): void {
  for (const child of children) child.kill("SIGKILL");
}

const windingUp = new Set<() => Promise<unknown>>();

/**
 * Has work wound up before a signal ends this process. Native code that calls back into this thread has to: an exit waits
 * for it, and it for this thread.
 * @param work resolves when that is done
 * @returns takes it back
 */
export function beforeLeaving(work: () => Promise<unknown>): () => void {
  windingUp.add(work);
  return () => windingUp.delete(work);
}

/** For winding up, in milliseconds. */
const patience = 3000;

async function leave(code: number): Promise<void> {
  endChildren();
  // An exit that would wait for what does not end is none.
  setTimeout(() => process.kill(process.pid, "SIGKILL"), patience).unref();
  await Promise.allSettled([...windingUp].map((work) => work()));
  process.exit(code);
}

let listening = false;

/**
 * Makes Ctrl+C and SIGTERM end this process as a shell expects, with 130 and 143, and what it started with it. For
 * work that waits for others: a signal is heard between two pieces of work only.
 */
export function exitOnSignals(): void {
  if (listening) return;
  listening = true;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void leave(128 + constants.signals[signal]));
}

/** Ends this process at once, whatever native code is doing. For processes whose exit code nobody reads. */
export const endAtOnce = (signal: NodeJS.Signals = "SIGKILL"): void => {
  process.kill(process.pid, signal);
};

/**
 * Runs a module of this package in a process of its own, which ends with this one. A checkout runs TypeScript; the
 * published package is compiled.
 * @param module path of the module's file without its extension
 */
export function forkModule(module: string, args: readonly string[] = [], options: ForkOptions = {}): ChildProcess {
  const source = `${module}.ts`;
  const child = existsSync(source)
    ? fork(source, args, { ...options, execArgv: ["--require", require.resolve("tsx/cjs")] })
    : fork(`${module}.js`, args, { ...options, execArgv: [] });
  endWithProcess(child);
  return child;
}

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

let listening = false;

/**
 * Makes Ctrl+C and SIGTERM end this process as a shell expects, with 130 and 143, and what it started with it. For
 * work that waits for others: a signal is heard between two pieces of work only.
 */
export function exitOnSignals(): void {
  if (listening) return;
  listening = true;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

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

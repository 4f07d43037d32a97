import { type ChildProcess, fork } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";

/** What a command printed and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let worker: ChildProcess | undefined;
afterAll(() => worker?.disconnect());

/** Runs the command line in a process that lives as long as the test file. */
export function agentid(...args: string[]): Promise<Run> {
  worker ??= fork(join(__dirname, "worker.ts"), { execArgv: ["--require", require.resolve("tsx/cjs")] });
  const running = worker;
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the command ended the process with ${code}`));
    running.once("exit", ended);
    running.once("message", (run: Run) => {
      running.off("exit", ended);
      resolve(run);
    });
    running.send(args);
  });
}

const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is gone after the tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "agentid-cli-"));
  temporary.push(folder);
  return folder;
}

/** The package's content and tenants in a folder of their own, with one file changed. */
export function contentWith(file: string, change: (text: string) => string): string {
  const folder = temporaryFolder();
  for (const part of ["pipeline", "detections", "workbooks", "playbooks", "tenants"])
    cpSync(join(packageRoot(), part), join(folder, part), { recursive: true });
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`the change does nothing to ${file}`);
  writeFileSync(path, after);
  return folder;
}

/** Line and column of a text in a file, both 1-based. */
export function placeOf(folder: string, file: string, needle: string): string {
  const text = readFileSync(join(folder, file), "utf8");
  const before = text.slice(0, text.indexOf(needle)).split("\n");
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

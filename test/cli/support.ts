import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../lib/cli/main";
import { packageRoot } from "../../lib/content";

/** What a command printed and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process: loading the language service takes seconds. */
export async function agentid(...args: string[]): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const spies = [
    jest.spyOn(console, "log").mockImplementation((...text) => void out.push(text.join(" "))),
    jest.spyOn(console, "error").mockImplementation((...text) => void err.push(text.join(" "))),
    jest.spyOn(process.stderr, "write").mockImplementation((text) => err.push(String(text)) > 0),
    jest.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0),
  ];
  process.exitCode = 0;
  await main(["node", "agentid", ...args]);
  const code = Number(process.exitCode);
  process.exitCode = 0;
  for (const spy of spies) spy.mockRestore();
  return { code, out: out.join("\n"), err: err.join("\n") };
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

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import { main } from "../../lib/cli/main";
import { packageRoot } from "../../lib/content";

/** What a command printed and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line in this process, as if it were one of its own. */
export async function agentid(...args: string[]): Promise<Run> {
  const written = { out: "", err: "" };
  // How far long work is depends on the machine.
  const isProgress = (text: unknown) =>
    String(text).startsWith("\r") || /^[a-z ]+: (\d+ %|\d+ \w+ so far).*\n$/.test(String(text));
  const to = (stream: keyof Run & keyof typeof written) => (text: unknown) => {
    if (!isProgress(text)) written[stream] += String(text);
    return true;
  };
  const line =
    (stream: keyof typeof written) =>
    (...text: unknown[]) =>
      void to(stream)(`${format(...text)}\n`);
  const spies = [
    jest.spyOn(process.stdout, "write").mockImplementation(to("out")),
    jest.spyOn(process.stderr, "write").mockImplementation(to("err")),
    jest.spyOn(console, "log").mockImplementation(line("out")),
    jest.spyOn(console, "error").mockImplementation(line("err")),
  ];
  const { exitCode } = process;
  process.exitCode = 0;
  try {
    await main(["node", "agentid", ...args]);
    const [out, err] = [written.out, written.err].map((text) => text.replace(/\n$/, "")) as [string, string];
    return { code: Number(process.exitCode), out, err };
  } finally {
    process.exitCode = exitCode;
    for (const spy of spies) spy.mockRestore();
  }
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

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const command = join(__dirname, "../../bin/agentid.js");
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** `agentid emulate`, serving. */
export interface EmulateProcess {
  /** what it printed until it served */
  readonly printed: string;
  /** Ctrl+C: its exit code, and what it prints from then on. */
  interrupt(): Promise<{ readonly code: number; readonly out: string }>;
}

/** Starts `agentid emulate` and waits until it serves; it ends with the test file at the latest. */
export async function startEmulate(...options: readonly string[]): Promise<EmulateProcess> {
  const child = spawn(process.execPath, [command, "emulate", ...options]);
  children.push(child);
  let printed = "";
  child.stderr.on("data", (text) => {
    printed += text;
  });
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error(printed)));
    child.stdout.on("data", (text) => {
      printed += text;
      if (printed.includes("Ctrl+C")) resolve();
    });
  });
  return {
    printed,
    interrupt: async () => {
      const from = printed.length;
      child.kill("SIGINT");
      const [code] = await once(child, "close");
      return { code, out: printed.slice(from) };
    },
  };
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { bundled } from "../../../test/shared/bundle";
import type { ChaosAgent } from "./chaos-agent";
import { agentId } from "./support";

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/**
 * An agent in a process of its own, which ends spans and says so.
 * @param before a command that starts it
 */
export function startAgent(
  endpoint: string,
  folder: string,
  more: Partial<ChaosAgent>,
  before: readonly string[] = [],
) {
  const told: ChaosAgent = { agentId, endpoint, folder, from: 0, count: 100, full: [0, 0], jumps: [0], ...more };
  const program = [process.execPath, bundled(join(__dirname, "chaos-agent.ts")), JSON.stringify(told)];
  const [command, ...given] = [...before, ...program];
  const child = spawn(command!, given, { stdio: ["ignore", "pipe", "inherit"] });
  children.add(child);
  let printed = "";
  child.stdout.on("data", (text) => {
    printed += text;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    ended,
    has: (number: number) => printed.split("\n").includes(String(number)),
    /** as `kill -9` does it */
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

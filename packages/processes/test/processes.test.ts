import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function gone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 50 && isAlive(pid); attempt++) await new Promise((wait) => setTimeout(wait, 100));
  return !isAlive(pid);
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends a process with %d, and the busy child it started", async (signal, code) => {
  const args = ["--require", "tsx/cjs", join(__dirname, "long-work.ts")];
  const running = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [text] = await once(running.stdout, "data");
  const child = Number(String(text));
  expect(isAlive(child)).toBe(true);
  running.kill(signal);
  expect(await once(running, "exit")).toEqual([code, null]);
  expect(await gone(child)).toBe(true);
});

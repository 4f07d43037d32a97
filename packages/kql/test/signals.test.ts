import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends a process with %d while a query asks it for values", async (signal, code) => {
  const args = ["--require", "tsx/cjs", join(__dirname, "long-query.ts")];
  const running = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(running.stdout, "data");
  running.kill(signal);
  expect(await once(running, "exit")).toEqual([code, null]);
});

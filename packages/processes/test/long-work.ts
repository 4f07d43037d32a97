/** Starts a child that is busy for ever, says which, and waits. */
import { spawn } from "node:child_process";
import { endWithProcess, exitOnSignals } from "../src";

const child = spawn(process.execPath, ["--eval", "process.on('SIGTERM', () => {}); for (;;);"], { stdio: "ignore" });
endWithProcess(child);
exitOnSignals();
setInterval(() => undefined, 1000);
console.log(child.pid);

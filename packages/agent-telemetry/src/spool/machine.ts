import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Names this run of this machine: the same for all its containers, another one after a restart, and on every copy of its
 * disk that runs elsewhere.
 */
export const machine = bootId() ?? hostname();

/**
 * Names those whose process ids mean the same as ours; undefined when nobody's do, because `/proc` shows other processes
 * than those we count with.
 */
export const processSpace = process.platform === "linux" ? pidNamespace() : machine;

/**
 * When a process of this space started: undefined when there is no such process, "" where the system does not tell. The
 * process id alone says little, since it is given again.
 */
export function startOf(pid: number): string | undefined {
  if (process.platform === "linux") return statOf(String(pid))?.started;
  try {
    process.kill(pid, 0);
    return "";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? "" : undefined;
  }
}

function bootId(): string | undefined {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return undefined;
  }
}

function pidNamespace(): string | undefined {
  try {
    return statOf("self")?.pid === process.pid ? `${machine} ${readlinkSync("/proc/self/ns/pid")}` : undefined;
  } catch {
    return undefined;
  }
}

/** Fields 1 and 22 of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the second may hold anything. */
function statOf(name: string): { readonly pid: number; readonly started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    return { pid: Number.parseInt(stat, 10), started: stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]! };
  } catch {
    return undefined;
  }
}

import { totalmem } from "node:os";

/** What this machine or its container has, in bytes. */
export function machineMemory(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 && constrained < totalmem() ? constrained : totalmem();
}

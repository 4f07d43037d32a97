import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { resolve } from "node:path";

/** Names an installation of an exporter, the same after a restart: host name and eight digits for its folder. */
export function instanceOf(folder: string): string {
  return `${hostname()}:${createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 8)}`;
}

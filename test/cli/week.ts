import { join } from "node:path";
import { layOutWeek } from "../../examples/finance-agent/week";
import { temporaryFolder } from "./support";

/** The recorded week with inventory and lineage, as the demo lays it out. */
export function week(name: string): string {
  const folder = join(temporaryFolder(), name);
  layOutWeek(name, folder);
  return folder;
}

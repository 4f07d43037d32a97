import { readFileSync } from "node:fs";
import { measuredFor, type Prices, readPrices, readUsage, type Volumes } from "../../cost";
import type { VolumeOptions } from "../commands/volume-options";
import { UsageError } from "../usage-error";

/** The volumes that options name, and whether they are all that there is; undefined when they name none. */
export function volumesOf({
  usage,
  agents,
}: VolumeOptions): { readonly volumes: Volumes; readonly isWhole: boolean } | undefined {
  if (usage !== undefined && agents !== undefined)
    throw new UsageError("say --usage or --agents: both say what comes in");
  if (usage !== undefined) return { volumes: readUsage(readFileSync(usage, "utf8"), usage), isWhole: true };
  return agents === undefined ? undefined : { volumes: measuredFor(agents), isWhole: false };
}

/** The prices that options name, for a region. */
export const pricesOf = ({ prices }: VolumeOptions, region: string): Prices | undefined =>
  prices === undefined ? undefined : readPrices(readFileSync(prices, "utf8"), prices, region);

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/content";

/*
 * Writes lib/tenants/facts/regions.json, the short names of Azure's physical regions, from what
 *   az account list-locations --output json > locations.json
 * prints, which is not part of this repository:
 *   npx tsx tools/write-regions.ts locations.json
 * Regions for Microsoft's own tests and stages are left out.
 */
interface Location {
  readonly name: string;
  readonly metadata: { readonly regionType: string };
}

const [file] = process.argv.slice(2);
if (!file) throw new Error("usage: npx tsx tools/write-regions.ts <locations.json>");

const locations = JSON.parse(readFileSync(file, "utf8")) as Location[];
const names = locations
  .filter(({ metadata }) => metadata.regionType === "Physical")
  .map(({ name }) => name)
  .filter((name) => !/(stage|stg|euap|foundational)$/.test(name))
  .sort();
/** Clouds of their own, which a subscription of the public one does not list. */
const others = ["chinaeast", "chinaeast2", "chinaeast3", "chinanorth", "chinanorth2", "chinanorth3"].concat([
  "usgovarizona",
  "usgovtexas",
  "usgovvirginia",
  "usdodcentral",
  "usdodeast",
]);
const all = [...new Set([...names, ...others])].sort();
writeFileSync(join(packageRoot(), "lib/tenants/facts/regions.json"), `${JSON.stringify(all, null, 2)}\n`);

import { cacheFolder, WorkCache } from "../../cache";
import { tablesOfQueries } from "../../content";
import { billOf, costText, priceRequest, scansOf, usageRequest } from "../../cost";
import { readTenants } from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import type { VolumeOptions } from "../commands/volume-options";
import { UsageError } from "../usage-error";
import { contentToRead } from "./content";
import { stacksOf } from "./stacks-of";
import { pricesOf, volumesOf } from "./volumes";

export interface CostOptions extends ContentOptions, VolumeOptions {
  readonly tenants: string;
  readonly out: string;
  readonly record: boolean;
  readonly currency: string;
  readonly format: "text" | "json";
}

/** Prints what a month of a tenant comes to. */
export function cost(name: string, options: CostOptions): void {
  const cache = new WorkCache(cacheFolder());
  const content = contentToRead(options, cache);
  const { tenant } = readTenants(options.tenants, content, { tenants: [name] }).tenants[0]!;
  const request = priceRequest(tenant.location, options.currency);
  if (options.record) {
    console.log(`${usageRequest("WORKSPACE_ID")}\n${request}`);
    return;
  }
  const given = volumesOf(options);
  if (!given)
    throw new UsageError(
      `say what comes in: --usage with what this prints, or --agents with a number\n    ${usageRequest("WORKSPACE_ID")}`,
    );
  const { volumes, isWhole } = given;
  const [document] = stacksOf(name, options.out);
  const prices = pricesOf(options, tenant.location);
  const { longTerm } = options;
  const bill = billOf(document!, volumes, {
    isWhole,
    ...(prices ? { prices } : {}),
    ...(longTerm ? { longTerm } : {}),
  });
  const read = tablesOfQueries(content, cache);
  cache.save();
  const tables = new Map(content.detections.map((item) => [item.data.name, read.get(item.name) ?? []]));
  const scans = scansOf(document!, volumes, tables);
  if (options.format === "json") {
    console.log(JSON.stringify({ tenant: name, ...bill, scans }, null, 2));
    return;
  }
  console.log(costText(name, bill, scans));
  if (!prices) console.log(`\nNo prices are given; these are the tenant's region's:\n  ${request}`);
}

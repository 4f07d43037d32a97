import { billOf, type CostChange, costChange } from "../../cost";
import type { PolicyDocument } from "../../policy";
import type { VolumeOptions } from "../commands/volume-options";
import { UsageError } from "../usage-error";
import { pricesOf, volumesOf } from "./volumes";

/**
 * How a month of each tenant changes; undefined when nobody says what comes in.
 * @param regions of the tenants, by name
 */
export function costsOf(
  options: VolumeOptions,
  regions: ReadonlyMap<string, string>,
  stack: (name: string) => { readonly before: PolicyDocument | undefined; readonly after: PolicyDocument | undefined },
): CostChange[] | undefined {
  const given = volumesOf(options);
  if (!given && options.prices !== undefined) throw new UsageError("--prices needs volumes: say --usage or --agents");
  if (!given) return undefined;
  return [...regions].map(([tenant, region]) => {
    const { before, after } = stack(tenant);
    const prices = pricesOf(options, region);
    const { longTerm } = options;
    const how = { isWhole: given.isWhole, ...(prices ? { prices } : {}), ...(longTerm ? { longTerm } : {}) };
    const bill = (document: PolicyDocument | undefined) =>
      document ? billOf(document, given.volumes, how) : undefined;
    return costChange(tenant, bill(before), bill(after));
  });
}

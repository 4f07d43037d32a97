import type { Bill } from "./bill";
import { gb, money } from "./text";

/** How a tenant's month changes. */
export interface CostChange {
  readonly tenant: string;
  /** GB that come in */
  readonly gb: { readonly before: number; readonly after: number };
  /** GB that are kept beyond what is included */
  readonly kept: { readonly before: number; readonly after: number };
  /** where prices are given */
  readonly money?: { readonly before: number; readonly after: number; readonly currency: string };
  /** tables that appear, and of which no volume is known */
  readonly unknown: readonly string[];
}

/** @param before undefined for a tenant that is new; @param after for one that goes */
export function costChange(tenant: string, before: Bill | undefined, after: Bill | undefined): CostChange {
  const [currency] = [before, after].flatMap((bill) => bill?.currency ?? []);
  const sum = (bill: Bill | undefined, isIngestion: boolean) =>
    (bill?.lines ?? [])
      .filter(({ what }) => (what === "ingestion") === isIngestion)
      .reduce((all, line) => all + line.gb, 0);
  return {
    tenant,
    gb: { before: sum(before, true), after: sum(after, true) },
    kept: { before: sum(before, false), after: sum(after, false) },
    ...(currency === undefined ? {} : { money: { before: before?.money ?? 0, after: after?.money ?? 0, currency } }),
    unknown: (after?.unknown ?? []).filter((table) => !before?.unknown.includes(table)),
  };
}

/** The change in one line. */
export function costChangeText({ tenant, gb: volume, kept, money: sum, unknown }: CostChange): string {
  const volumes = `${fromTo(volume, gb)} GB come in, ${fromTo(kept, gb)} GB kept beyond what is included`;
  const priced = sum ? `; ${fromTo(sum, (value) => money(value, sum.currency))}` : "";
  return `${tenant}, a month: ${volumes}${priced}${unknown.length > 0 ? `; no volume is known of ${unknown.join(", ")}` : ""}`;
}

const fromTo = (
  { before, after }: { readonly before: number; readonly after: number },
  show: (value: number) => string,
) => (show(before) === show(after) ? show(after) : `${show(before)} → ${show(after)}`);

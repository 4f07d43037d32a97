import type { PolicyDocument } from "../policy";
import type { MeterName } from "./meters";
import type { Prices } from "./prices";
import { freeDays, type KeptTable, tablesOf } from "./tables";
import { monthDays, type Volumes } from "./volumes";

/** What of a table is billed by one meter. */
export interface BillLine {
  readonly table: string;
  readonly plan: KeptTable["plan"];
  readonly what: "ingestion" | "retention" | "long-term retention";
  /** that come in in a month, or are kept beyond what is included */
  readonly gb: number;
  /** in the prices' currency, a month; undefined without prices, or where the list has none */
  readonly money: number | undefined;
  /** of the price; undefined for what no meter here is billed by */
  readonly meter: MeterName | undefined;
}

/** A month of a tenant. */
export interface Bill {
  readonly lines: readonly BillLine[];
  /** GB that come in, a month, by plan */
  readonly ingested: Readonly<Partial<Record<KeptTable["plan"], number>>>;
  /** undefined where no price is given; what has no price is not in it */
  readonly money: number | undefined;
  readonly currency: string | undefined;
  /** tables of the stack that no volume is known of */
  readonly unknown: readonly string[];
}

/** How what is kept beyond a table's own plan is billed: the workspace decides, and not the table. */
export type LongTerm = "lake";

const ingestion: Readonly<Record<KeptTable["plan"], MeterName>> = {
  Analytics: "analytics",
  Basic: "basic",
  Auxiliary: "lake",
};

/**
 * What a month costs once tables are as old as they are kept.
 * @param volumes what comes in; of tables that the stack does not make, too
 * @param isWhole whether tables without a volume have none: what was measured says nothing about others
 * @param longTerm how what is kept beyond the plan is billed; not priced when left out
 */
export function billOf(
  document: PolicyDocument,
  volumes: Volumes,
  options: { readonly prices?: Prices; readonly isWhole?: boolean; readonly longTerm?: LongTerm } = {},
): Bill {
  const { tables, other } = tablesOf(document);
  const { prices, isWhole = false, longTerm } = options;
  const names = [...volumes.keys()].filter((name) => isWhole || tables.has(name)).sort();
  const lines = names.flatMap((name) => linesOf(tables.get(name) ?? other(name), volumes.get(name)!, prices, longTerm));
  const ingested: Partial<Record<KeptTable["plan"], number>> = {};
  for (const { plan, what, gb } of lines) if (what === "ingestion") ingested[plan] = (ingested[plan] ?? 0) + gb;
  return {
    lines,
    ingested,
    money: prices ? lines.reduce((sum, { money = 0 }) => sum + money, 0) : undefined,
    currency: prices?.currency,
    unknown: [...tables.keys()].filter((name) => !volumes.has(name)).sort(),
  };
}

function linesOf(
  table: KeptTable,
  perDay: number,
  prices: Prices | undefined,
  longTerm: LongTerm | undefined,
): BillLine[] {
  const line = (what: BillLine["what"], gb: number, meter: MeterName | undefined): BillLine => {
    const price = meter === undefined ? undefined : prices?.of(meter);
    return {
      table: table.name,
      plan: table.plan,
      what,
      gb,
      meter,
      money: price === undefined ? undefined : gb * price,
    };
  };
  const beyond = table.plan === "Analytics" ? Math.max(0, table.retention - freeDays) : 0;
  const long = Math.max(0, table.total - table.retention);
  return [
    line("ingestion", perDay * monthDays, ingestion[table.plan]),
    ...(beyond > 0 ? [line("retention", perDay * beyond, "retention")] : []),
    ...(long > 0 ? [line("long-term retention", perDay * long, longTerm === "lake" ? "lakeStorage" : undefined)] : []),
  ];
}

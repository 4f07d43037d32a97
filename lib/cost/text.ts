import type { Bill, BillLine } from "./bill";
import { meters } from "./meters";
import type { Scan } from "./scan";

/** GB with as many digits as say something. */
export const gb = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3);

/** Money with two digits and thousands apart. */
export const money = (value: number, currency: string): string =>
  `${value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;

/** A bill for people: a line for each table and meter, then sums. */
export function costText(tenant: string, bill: Bill, scans: readonly Scan[] = []): string {
  const { currency, lines, ingested, unknown } = bill;
  const rows = lines.map((line) => [line.table, line.plan, what(line), `${gb(line.gb)} GB`, priced(line, currency)]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(0, ...rows.map((row) => row[i]!.length)));
  const shown = rows.map((row) =>
    row
      .map((cell, i) => (i === 3 ? cell.padStart(widths[3]!) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  const plans = Object.entries(ingested).map(([plan, sum]) => `${gb(sum)} GB in ${plan}`);
  return [
    `${tenant}, a month of 30 days, once its tables are as old as they are kept:`,
    ...shown.map((row) => `  ${row}`),
    `comes in: ${plans.join(", ") || "nothing that is known"}`,
    ...(bill.money === undefined || currency === undefined
      ? []
      : [`costs: ${money(bill.money, currency)}${unpriced(lines)}`]),
    ...scanned(scans),
    ...(unknown.length > 0 ? [`no volume is known of ${unknown.join(", ")}`] : []),
  ].join("\n");
}

/** The most that rules read, whole, and which of them most of it. */
function scanned(scans: readonly Scan[]): string[] {
  const all = scans.reduce((sum, { gbOfDay }) => sum + gbOfDay, 0);
  if (scans.length === 0) return [];
  const most = scans.slice(0, 3).map(({ rule, gbOfDay }) => `${rule} (${gb(gbOfDay)} GB)`);
  return [
    `${scans.length} rules read at most ${gb(all)} GB a day, which Azure does not bill in the Analytics plan; most: ${most.join(", ")}`,
  ];
}

const what = (line: BillLine): string => (line.what === "ingestion" ? "comes in" : `${line.what}, kept`);

function priced({ money: value, meter }: BillLine, currency: string | undefined): string {
  if (currency === undefined) return "";
  if (value !== undefined) return money(value, currency);
  return meter === undefined ? "not priced" : `no price for ${meters[meter].meter}`;
}

const unpriced = (lines: readonly BillLine[]): string =>
  lines.some((line) => line.money === undefined) ? ", without what has no price" : "";

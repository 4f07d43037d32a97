import { CostError } from "./errors";
import { type MeterName, meters } from "./meters";

/** Prices of a region. */
export interface Prices {
  readonly currency: string;
  readonly region: string;
  /** of a unit; undefined where the list has none */
  readonly of: (meter: MeterName) => number | undefined;
}

interface Item {
  readonly currencyCode: string;
  readonly armRegionName: string;
  readonly serviceName: string;
  readonly meterName: string;
  readonly retailPrice: number;
  readonly tierMinimumUnits?: number;
  readonly type?: string;
  readonly isPrimaryMeterRegion?: boolean;
}

/** The line that gets the prices of a region: the price list of Azure is public. */
export const priceRequest = (region: string, currency: string): string =>
  `curl -sG https://prices.azure.com/api/retail/prices --data-urlencode "currencyCode='${currency}'" --data-urlencode "\\$filter=armRegionName eq '${region}' and priceType eq 'Consumption' and (serviceName eq 'Sentinel' or serviceName eq 'Log Analytics')" > prices.json`;

/**
 * Prices from an answer of the Azure Retail Prices API.
 * @param file the name to report
 * @param region as Azure Resource Manager names it
 * @throws CostError for anything else, a part of an answer, and prices of other regions
 */
export function readPrices(text: string, file: string, region: string): Prices {
  const { Items: items, NextPageLink: next } = answerOf(text, file, region);
  if (typeof next === "string" && next !== "")
    throw new CostError(
      `${file} is the first page of an answer that has more`,
      `ask for less at once: ${priceRequest(region, "USD")}`,
    );
  const own = items.filter((item) => item.armRegionName === region);
  if (own.length === 0)
    throw new CostError(
      `${file} has no price for ${region}; it has ${[...new Set(items.map((item) => item.armRegionName))].slice(0, 5).join(", ") || "none at all"}`,
      priceRequest(region, "USD"),
    );
  const currencies = [...new Set(own.map((item) => item.currencyCode))];
  if (currencies.length > 1)
    throw new CostError(`${file} has prices in ${currencies.join(" and ")}`, "ask for one currency at a time");
  return { currency: currencies[0]!, region, of: (meter) => priceOf(own, meter, file) };
}

function answerOf(text: string, file: string, region: string): { Items: readonly Item[]; NextPageLink?: unknown } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new CostError(`${file} is not JSON: ${(error as Error).message}`, priceRequest(region, "USD"));
  }
  const items = (data as { Items?: unknown } | null)?.Items;
  const isItem = (one: unknown) => {
    const item = one as Partial<Item> | null;
    return (
      typeof item?.retailPrice === "number" &&
      typeof item.meterName === "string" &&
      typeof item.currencyCode === "string"
    );
  };
  if (!Array.isArray(items) || !items.every(isItem))
    throw new CostError(`${file} is no answer of the Azure Retail Prices API`, priceRequest(region, "USD"));
  return data as { Items: Item[]; NextPageLink?: unknown };
}

/** The price beyond what a tier gives away. */
function priceOf(items: readonly Item[], name: MeterName, file: string): number | undefined {
  const { service, meter } = meters[name];
  const found = items.filter(
    (item) =>
      item.serviceName === service &&
      item.meterName === meter &&
      (item.type ?? "Consumption") === "Consumption" &&
      item.isPrimaryMeterRegion !== false,
  );
  const highest = Math.max(...found.map((item) => item.tierMinimumUnits ?? 0));
  const prices = [
    ...new Set(found.filter((item) => (item.tierMinimumUnits ?? 0) === highest).map((item) => item.retailPrice)),
  ];
  if (prices.length > 1)
    throw new CostError(
      `${file} has ${prices.length} prices for ${service}, ${meter}: ${prices.join(", ")}`,
      "leave the one in that holds for the tenant",
    );
  return prices[0];
}

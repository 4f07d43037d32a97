import type { Breach } from "../breach";
import { limits } from "../table";

/** An alert's texts and details once a row has filled them in. */
export interface AlertValues {
  readonly title?: string;
  readonly description?: string;
  /** the values of each custom detail; a single one may stand alone */
  readonly customDetails?: Readonly<Record<string, unknown>>;
}

/** What Sentinel would cut or drop of an alert, without a word. */
export function alertValueBreaches({ title = "", description = "", customDetails = {} }: AlertValues): Breach[] {
  return [
    ...cut("rule/alert-name-length", "title", title),
    ...cut("rule/alert-description-length", "description", description),
    ...tooManyValues(customDetails),
    ...tooLarge(customDetails),
  ];
}

function cut(
  limit: "rule/alert-name-length" | "rule/alert-description-length",
  property: string,
  text: string,
): Breach[] {
  const bytes = Buffer.byteLength(text);
  const most = limits[limit].value;
  if (bytes <= most) return [];
  return [
    {
      limit,
      path: [property],
      message: `the alert's ${property} has ${bytes} bytes; Sentinel cuts it after ${most}`,
      suggestion: "name what matters first, and cut long values in the query with substring()",
    },
  ];
}

function tooManyValues(details: Readonly<Record<string, unknown>>): Breach[] {
  const limit = "rule/custom-detail-values";
  return Object.entries(details)
    .filter(([, values]) => Array.isArray(values) && values.length > limits[limit].value)
    .map(([name, values]) => ({
      limit,
      path: ["customDetails", name],
      message: `custom detail ${name} has ${(values as unknown[]).length} values; Sentinel keeps ${limits[limit].value}`,
      suggestion: "make one alert per row, or cut the list in the query with array_slice()",
    }));
}

function tooLarge(details: Readonly<Record<string, unknown>>): Breach[] {
  const limit = "rule/custom-details-size";
  const bytes = Object.entries(details).reduce((sum, [name, values]) => sum + sizeOf(name) + sizeOf(values), 0);
  if (bytes <= limits[limit].value) return [];
  return [
    {
      limit,
      path: ["customDetails"],
      message: `the alert's custom details have ${bytes} bytes; Sentinel keeps ${limits[limit].value}`,
      suggestion: "cut long values and lists in the query",
    },
  ];
}

const sizeOf = (value: unknown): number => Buffer.byteLength(typeof value === "string" ? value : JSON.stringify(value));

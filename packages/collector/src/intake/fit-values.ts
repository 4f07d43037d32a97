import type { Dynamic } from "@sentinel-agent-identities/otlp";

/** Attributes by name. */
export type Values = { readonly [key: string]: Dynamic };

/**
 * Bytes of a value that Azure Monitor keeps. Of an object that has more, it keeps the beginning as text, in which no
 * attribute is found any more: https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api
 */
export const mostValueBytes = 65_536;
/** Says of attributes that texts of theirs were cut. */
const mark = { AttributesTruncated: true };
/** Texts are not cut shorter than this: ids and names stay whole. */
const shortest = 64;

/**
 * Attributes in the bytes that Azure Monitor keeps, the longest texts cut as far as it takes, and `AttributesTruncated` added.
 * @returns undefined when cutting texts does not help: there are too many attributes
 */
export function fitValues(values: Values): { readonly values: Values; readonly bytes: number } | undefined {
  const bytes = sizeOf(values);
  if (bytes <= mostValueBytes) return { values, bytes };
  if (sizeOf(marked(values, shortest)) > mostValueBytes) return undefined;
  for (let length = mostValueBytes; ; length = Math.max(shortest, Math.floor(length * 0.75))) {
    const shorter = marked(values, length);
    const size = sizeOf(shorter);
    if (size <= mostValueBytes) return { values: shorter, bytes: size };
  }
}

const marked = (values: Values, length: number): Values => ({ ...(cut(values, length) as Values), ...mark });

const sizeOf = (value: Dynamic | Values): number => Buffer.byteLength(JSON.stringify(value));

function cut(value: Dynamic | Values, length: number): Dynamic {
  if (typeof value === "string") return value.length > length ? beginning(value, length) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => cut(item, length));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner, length)]));
}

/** The first characters, none of them cut in half. */
const beginning = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, "");

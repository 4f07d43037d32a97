import { isUtf8 } from "node:buffer";
import {
  describe,
  elementsOf,
  JsonLimitError,
  JsonSyntaxError,
  OddNumber,
  readJson,
  TooDeep,
} from "@sentinel-agent-identities/otlp";
import type { InputRow } from "../ingestion/input-row";
import { apiErrors } from "./api-errors";

/** More than 1 MB has. */
const mostRows = 1024 * 1024;

/**
 * The rows of a body: a JSON array of objects in UTF-8.
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#request-body
 *
 * Azure answers 204 to an object that is not in an array, and loses it; here it is refused, so that nobody has to find
 * out by missing rows: https://github.com/MicrosoftDocs/azure-docs/issues/118163
 * @param name what the request is called in reports about its rows
 * @throws ApiError for anything else
 */
export function readRows(body: Buffer, name: string): InputRow[] {
  if (!isUtf8(body)) throw apiErrors.malformedBody("the body is not valid UTF-8");
  return elements(body).map((element, index) => {
    const data = parsed(element, (part) => readJson(part).value);
    if (typeof data !== "object" || data === null || Array.isArray(data) || data instanceof OddNumber)
      throw apiErrors.malformedBody(`row ${index + 1} is not an object`);
    return { data: stored(data) as InputRow["data"], place: `${name} row ${index + 1}`, bytes: element.length };
  });
}

function elements(body: Buffer): Uint8Array[] {
  if (/^\s*[^[\s]/.test(body.toString("latin1", 0, 100)))
    throw apiErrors.malformedBody("the body is not an array; put the rows between [ and ]");
  return parsed(body, (all) => elementsOf(all, mostRows));
}

function parsed<T>(bytes: Uint8Array, read: (bytes: Uint8Array) => T): T {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof JsonSyntaxError || error instanceof JsonLimitError)
      throw apiErrors.malformedBody(describe(error, bytes));
    throw error;
  }
}

/** Numbers as columns keep them: integers with all their digits, the others to the nearest that there is. */
function stored(value: unknown): unknown {
  if (value instanceof OddNumber) return /^-?\d+$/.test(value.text) ? BigInt(value.text) : value.number;
  if (typeof value !== "object" || value === null || value instanceof TooDeep) return value;
  if (Array.isArray(value)) return value.map(stored);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, stored(inner)]));
}

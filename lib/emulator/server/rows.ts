import type { InputRow } from "../ingestion/input-row";
import { apiErrors } from "./api-errors";

type Row = Record<string, unknown>;

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
  const rows = parse(body);
  if (!Array.isArray(rows)) throw apiErrors.malformedBody("the body is not an array; put the rows between [ and ]");
  const odd = rows.findIndex((row) => typeof row !== "object" || row === null || Array.isArray(row));
  if (odd >= 0) throw apiErrors.malformedBody(`row ${odd + 1} is not an object`);
  return rows.map((data: Row, index) => ({
    data,
    place: `${name} row ${index + 1}`,
    bytes: Buffer.byteLength(JSON.stringify(data)),
  }));
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (error) {
    throw apiErrors.malformedBody((error as Error).message);
  }
}

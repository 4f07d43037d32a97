import { CollectorError } from "../errors";

/**
 * Bytes of rows in one request. The API takes 1 MB; what is left is for the brackets, and for who counts otherwise.
 * https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api
 */
export const mostBytes = 900_000;

/**
 * Rows in as few requests as take them, in order.
 * @param sizeOf bytes of a row's JSON
 * @throws CollectorError for a row that no request takes
 */
export function batches<T extends object>(
  rows: Iterable<T>,
  limit = mostBytes,
  sizeOf: (row: T) => number = (row) => Buffer.byteLength(JSON.stringify(row)),
): T[][] {
  const found: T[][] = [];
  let size = 0;
  for (const row of rows) {
    const bytes = sizeOf(row) + 1;
    if (bytes > limit)
      throw new CollectorError(
        "a row",
        `has ${bytes} bytes and a request takes ${limit}`,
        "see what fills its columns",
      );
    if (found.length === 0 || size + bytes > limit) {
      found.push([]);
      size = 0;
    }
    found.at(-1)!.push(row);
    size += bytes;
  }
  return found;
}

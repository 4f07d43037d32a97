import { blobErrors } from "./errors";

/**
 * First and last byte of a range: https://learn.microsoft.com/rest/api/storageservices/specifying-the-range-header-for-blob-service-operations
 * @returns undefined for what is no range of bytes, which is ignored as by the service
 * @throws BlobError for one that begins after the end
 */
export function rangeOf(header: string, size: number): readonly [from: number, to: number] | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header.trim()) ?? [];
  if (first === undefined) return undefined;
  const [from, to] = [Number(first), last ? Number(last) : size - 1];
  if (to < from && last) return undefined;
  if (from >= size) throw blobErrors.badRange();
  return [from, Math.min(to, size - 1)];
}

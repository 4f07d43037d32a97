import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { apiErrors } from "./api-errors";

/** https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
const maximumBytes = 1024 * 1024;
const inflate = promisify(gunzip);

/**
 * A request's body, uncompressed.
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#request-headers
 * @throws ApiError for another content type or encoding, and for more than 1 MB before or after unpacking
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const { "content-type": type, "content-encoding": encoding } = request.headers;
  if (!/^application\/json\s*(;|$)/i.test(type ?? ""))
    throw apiErrors.unsupportedMediaType("Content-Type", type, "application/json");
  if (encoding !== undefined && encoding.toLowerCase() !== "gzip")
    throw apiErrors.unsupportedMediaType("Content-Encoding", encoding, "gzip, or leave the header out");
  const body = await received(request);
  return encoding === undefined ? body : unpacked(body);
}

/** Reads to the end even when it is too much: a client that is still sending would not see the answer. */
async function received(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maximumBytes) chunks.push(chunk);
  }
  if (size > maximumBytes) throw apiErrors.tooLarge(maximumBytes);
  return Buffer.concat(chunks);
}

async function unpacked(body: Buffer): Promise<Buffer> {
  try {
    return await inflate(body, { maxOutputLength: maximumBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw apiErrors.tooLarge(maximumBytes);
    throw apiErrors.malformedBody(`the body is not gzip (${(error as Error).message})`);
  }
}

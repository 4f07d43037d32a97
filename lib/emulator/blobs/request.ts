import type { IncomingMessage } from "node:http";
import { blobErrors } from "./errors";

/** The largest body of one request. Blob Storage takes more; bigger blobs come in blocks. */
const largestBody = 256 * 1024 ** 2;

/** A request to an account's blobs. */
export interface BlobRequest {
  readonly method: string;
  /** of the account, lower case */
  readonly account: string;
  readonly container?: string;
  readonly blob?: string;
  readonly query: URLSearchParams;
  /** by their names in lower case */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer. */
export interface BlobReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/**
 * Reads a request to its end.
 * @throws BlobError for a path that cannot be read, and for a body that is too large
 */
export async function readBlobRequest(request: IncomingMessage): Promise<BlobRequest> {
  const host = String(request.headers.host).toLowerCase();
  const { pathname, searchParams } = new URL(request.url!, `https://${host}`);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  const [container, ...rest] = pathname.slice(1).split("/").map(decoded);
  return {
    method: request.method!,
    account: host.split(".")[0]!,
    ...(container ? { container } : {}),
    ...(rest.join("/") ? { blob: rest.join("/") } : {}),
    query: searchParams,
    headers: Object.fromEntries(headers),
    body: await bodyOf(request),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw blobErrors.badName(part);
  }
}

/** Reads to the end even when it is too much: a client that is still sending would not see the answer. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size > largestBody) throw blobErrors.tooLarge(largestBody);
  return Buffer.concat(chunks);
}

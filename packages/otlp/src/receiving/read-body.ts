import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Refusal } from "./refusal";

const inflate = promisify(gunzip);

/** Reads a header of a request, by its name in lower case. */
export type HeaderOf = (name: string) => string | null;

/** A body, all of it or piece by piece. */
export type Body = Uint8Array | AsyncIterable<Uint8Array>;

/** What a request takes. */
export interface BodyLimits {
  /** largest body, before and after it is unpacked */
  readonly mostBytes: number;
  /** how long sending it may take, in milliseconds */
  readonly mostTime: number;
}

/** What the headers say of a body. */
export interface BodyHeaders {
  readonly packed: boolean;
  /** bytes that are sent; the limit where the headers do not say */
  readonly length: number;
}

/** @throws Refusal 415 for another encoding, 413 for a body that says it is too large */
export function bodyHeaders(header: HeaderOf, { mostBytes }: BodyLimits): BodyHeaders {
  const encoding = (header("content-encoding") || "identity").toLowerCase();
  if (encoding !== "gzip" && encoding !== "identity")
    throw new Refusal(415, `Content-Encoding is "${encoding}"; send gzip, or leave it out`);
  const packed = encoding === "gzip";
  const length = header("content-length");
  if (!length || !/^\d+$/.test(length)) return { packed, length: mostBytes };
  if (Number(length) > mostBytes) throw tooLarge(mostBytes);
  return { packed, length: Number(length) };
}

/**
 * Reads a body as it is sent, and no further than the limit.
 * @throws Refusal 413 at the limit, 408 for who is too slow, 400 for who breaks off
 */
export async function readBody(body: Body, { mostBytes, mostTime }: BodyLimits): Promise<Buffer> {
  const all: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of body instanceof Uint8Array ? [body] : inTime(body, mostTime)) {
      size += piece.length;
      if (size > mostBytes) throw tooLarge(mostBytes);
      all.push(piece);
    }
    return Buffer.concat(all);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, `the body ends before it is whole (${(error as Error).message})`);
  }
}

/** How many bytes a gzip says it holds, in its last four; the limit for one that says more, or that is none. */
export function announcedSize(packed: Buffer, { mostBytes }: BodyLimits): number {
  return packed.length < 4 ? 0 : Math.min(mostBytes, packed.readUInt32LE(packed.length - 4));
}

/**
 * Unpacks a gzip, and no further than the limit.
 * @param announced bytes that it says it holds
 * @param more called before it is unpacked although it holds more than that
 * @throws Refusal 413 at the limit, 400 for what is no gzip
 */
export async function unpack(
  packed: Buffer,
  announced: number,
  { mostBytes }: BodyLimits,
  more: () => void,
): Promise<Buffer> {
  const honest = await unpackTo(packed, announced);
  if (honest) return honest;
  more();
  const whole = await unpackTo(packed, mostBytes);
  if (whole) return whole;
  throw tooLarge(mostBytes);
}

/** @returns undefined when it holds more than `most` bytes */
async function unpackTo(packed: Buffer, most: number): Promise<Buffer | undefined> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, most), chunkSize: 65_536 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw new Refusal(400, `the body is not gzip (${(error as Error).message})`);
  }
}

/** The pieces of a body, as long as they come before all of them have to be there. */
async function* inTime(pieces: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Refusal(408, `the body did not arrive within ${most / 1000} s`)), most);
  });
  try {
    for (;;) {
      const next = iterator.next();
      // Whoever is too slow may fail later still, when nobody listens any more.
      next.catch(() => undefined);
      const { done, value } = await Promise.race([next, late]);
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(timer);
    // Not waited for: it would not come before the piece that does not come.
    iterator.return?.().catch(() => undefined);
  }
}

const tooLarge = (most: number) => new Refusal(413, `a request takes ${most} bytes; lower the exporter's batch size`);

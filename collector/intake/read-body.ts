import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { HeaderOf } from "./principal";
import { Refusal } from "./refusal";

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
  /** bytes that it will probably have when it is unpacked, no more than the limit */
  readonly expected: number;
}

/** How much smaller gzip makes telemetry, about. */
const ratio = 10;

/** @throws Refusal 415 for another encoding, 413 for a body that says it is too large */
export function bodyHeaders(header: HeaderOf, { mostBytes }: BodyLimits): BodyHeaders {
  const encoding = (header("content-encoding") || "identity").toLowerCase();
  if (encoding !== "gzip" && encoding !== "identity")
    throw new Refusal(415, `Content-Encoding is "${encoding}"; send gzip, or leave it out`);
  const packed = encoding === "gzip";
  const length = header("content-length");
  if (!length || !/^\d+$/.test(length)) return { packed, expected: mostBytes };
  if (Number(length) > mostBytes) throw tooLarge(mostBytes);
  return { packed, expected: Math.min(mostBytes, Number(length) * (packed ? ratio : 1)) };
}

/**
 * Reads a body, unpacked. Nothing is read or unpacked beyond the limit.
 * @throws Refusal 413 at the limit, 400 for what is no gzip, 408 for who is too slow
 */
export async function readBody(body: Body, packed: boolean, { mostBytes, mostTime }: BodyLimits): Promise<Buffer> {
  const pieces = body instanceof Uint8Array ? [body] : inTime(body, mostTime);
  try {
    const source = limited(pieces, mostBytes);
    if (!packed) return await collect(source);
    return await pipeline(source, createGunzip({ chunkSize: 65_536 }), (unpacked: AsyncIterable<Uint8Array>) =>
      collect(limited(unpacked, mostBytes)),
    );
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (/^Z_/.test((error as NodeJS.ErrnoException).code ?? ""))
      throw new Refusal(400, `the body is not gzip (${(error as Error).message})`);
    throw new Refusal(400, `the body ends before it is whole (${(error as Error).message})`);
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

async function* limited(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, most: number) {
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > most) throw tooLarge(most);
    yield piece;
  }
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const tooLarge = (most: number) => new Refusal(413, `a request takes ${most} bytes; lower the exporter's batch size`);

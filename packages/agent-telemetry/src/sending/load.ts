import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { maximumBody } from "../batch";
import type { Spool } from "../spool/spool";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** A row of a batch, as far as the sender looks at it. */
export interface Row {
  readonly EventOriginalType?: string;
  readonly AdditionalFields?: { readonly Lost?: unknown } | null;
}

/** Batches of one spool in one request. */
export interface Load {
  readonly spool: Spool;
  readonly numbers: readonly number[];
  /** gzip of a JSON array */
  readonly body: Buffer;
}

/** A batch whose file is damaged or gone. */
export class UnreadableBatch extends Error {
  constructor(
    readonly spool: Spool,
    readonly number: number,
    cause: unknown,
  ) {
    super((cause as Error).message, { cause });
  }
}

/**
 * Puts batches together, as many from the first as fit into one body.
 * @throws UnreadableBatch when the first cannot be read
 */
export async function loadOf(spool: Spool, numbers: readonly number[]): Promise<Load> {
  const texts: string[] = [];
  let first: Buffer | undefined;
  let bytes = 2;
  for (const number of numbers) {
    const file = await readWhole(spool, number).catch((error) => error as Error);
    if (file instanceof Error) {
      if (texts.length === 0) throw file;
      break;
    }
    bytes += Buffer.byteLength(file.text);
    if (texts.length > 0 && bytes > maximumBody) break;
    first ??= file.packed;
    texts.push(file.text);
  }
  const body = texts.length === 1 ? first! : await pack(`[${texts.map((text) => text.slice(1, -1)).join(",")}]`);
  return { spool, numbers: numbers.slice(0, texts.length), body };
}

/** The rows of a body. */
export async function rowsOf(body: Buffer): Promise<readonly Row[]> {
  return JSON.parse((await unpack(body)).toString("utf8"));
}

/** A body of these rows. */
export function bodyOf(rows: readonly Row[]): Promise<Buffer> {
  return pack(JSON.stringify(rows));
}

async function readWhole(spool: Spool, number: number): Promise<{ readonly packed: Buffer; readonly text: string }> {
  let packed: Buffer;
  try {
    packed = await spool.read(number);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? new UnreadableBatch(spool, number, error) : error;
  }
  try {
    const text = (await unpack(packed)).toString("utf8");
    if (!text.startsWith("[{") || !text.endsWith("}]")) throw new Error("it holds no rows");
    return { packed, text };
  } catch (error) {
    throw new UnreadableBatch(spool, number, error);
  }
}

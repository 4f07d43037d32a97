import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { closed } from "../record/own-records";
import type { ChainHead } from "../signing/chain";

const inflate = promisify(gunzip);

/** The last record that a writer signed. */
export interface LastRecord {
  readonly head: ChainHead;
  /** its `EventEndTime` */
  readonly time: string;
  /** whether it closes the chain */
  readonly closes: boolean;
}

/** A row of a batch, as far as a next writer looks at it. */
interface Row {
  readonly ChainId?: unknown;
  readonly ChainSequence?: unknown;
  readonly ContentSha256?: unknown;
  readonly EventEndTime: string;
  readonly EventOriginalType?: string;
  readonly EventUid?: string;
}

/** The rows of a batch; undefined when the file is not there or is no batch. */
export async function recordsIn(path: string): Promise<readonly Row[] | undefined> {
  try {
    const rows = JSON.parse((await inflate(await readFile(path))).toString("utf8"));
    return Array.isArray(rows) ? rows : undefined;
  } catch {
    return undefined;
  }
}

/** The last record of a batch; undefined when the file is not there or holds none. */
export async function lastRecordOf(path: string): Promise<LastRecord | undefined> {
  try {
    const rows = await recordsIn(path);
    const { ChainId, ChainSequence, ContentSha256, EventEndTime, EventOriginalType } = rows!.at(-1)!;
    if (typeof ChainId !== "string" || !Number.isSafeInteger(ChainSequence) || typeof ContentSha256 !== "string")
      return undefined;
    return {
      head: { chainId: ChainId, sequence: Number(ChainSequence), sha256: ContentSha256 },
      time: EventEndTime,
      closes: EventOriginalType === closed,
    };
  } catch {
    return undefined;
  }
}

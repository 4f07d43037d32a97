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

/** The last record of a batch; undefined when the file is not there or holds none. */
export async function lastRecordOf(path: string): Promise<LastRecord | undefined> {
  try {
    const rows = JSON.parse((await inflate(await readFile(path))).toString("utf8"));
    const { ChainId, ChainSequence, ContentSha256, EventEndTime, EventOriginalType } = rows.at(-1);
    if (typeof ChainId !== "string" || !Number.isSafeInteger(ChainSequence) || typeof ContentSha256 !== "string")
      return undefined;
    return {
      head: { chainId: ChainId, sequence: ChainSequence, sha256: ContentSha256 },
      time: EventEndTime,
      closes: EventOriginalType === closed,
    };
  } catch {
    return undefined;
  }
}

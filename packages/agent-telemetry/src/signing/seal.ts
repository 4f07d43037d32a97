import type { AgentRecord } from "../record/agent-record";
import { type ChainHead, type Link, linked } from "./chain";
import { protectedHeader, signDetached } from "./jws";
import type { SigningKey } from "./key";
import { rowText } from "./row";

/** Records handled between two turns of the event loop, so that the agent never waits for more. */
const perTurn = 8;
/** Signatures at a time: the thread pool has four threads, and the agent needs some itself. */
const lanes = 2;

/** Records as one request's body. */
export interface Sealed {
  /** JSON array of rows */
  readonly body: string;
  /** how many of the records it holds, from the first */
  readonly count: number;
  /** the chain's head after them */
  readonly head: ChainHead;
}

/**
 * Chains and signs records, as many from the first as fit into one body.
 * @param maximumBytes of the body; one record is taken whatever its size
 */
export async function seal(
  records: readonly AgentRecord[],
  start: ChainHead,
  key: SigningKey,
  maximumBytes: number,
): Promise<Sealed> {
  const header = protectedHeader(key);
  const rows: string[] = [];
  let head = start;
  let bytes = 2;
  for (let at = 0; at < records.length; at += perTurn) {
    const links: Link[] = [];
    for (const record of records.slice(at, at + perTurn)) links.push(linked(record, links.at(-1)?.head ?? head, key));
    const signatures = await signedInLanes(links, (link) => signDetached(link.content.text, key, header));
    for (const [i, link] of links.entries()) {
      const row = rowText(link.content, signatures[i]!);
      bytes += Buffer.byteLength(row) + 1;
      if (bytes > maximumBytes && rows.length > 0) return sealed(rows, head);
      rows.push(row);
      head = link.head;
    }
    await new Promise(setImmediate);
  }
  return sealed(rows, head);
}

function sealed(rows: readonly string[], head: ChainHead): Sealed {
  return { body: `[${rows.join(",")}]`, count: rows.length, head };
}

async function signedInLanes(links: readonly Link[], sign: (link: Link) => Promise<string>): Promise<string[]> {
  const signatures: string[] = [];
  for (let at = 0; at < links.length; at += lanes)
    signatures.push(...(await Promise.all(links.slice(at, at + lanes).map(sign))));
  return signatures;
}

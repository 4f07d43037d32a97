import { Admission } from "@sentinel-agent-identities/otlp/receiving";

/** What requests may take. */
export interface RelayLimits {
  /** largest request, before and after it is unpacked */
  readonly mostBytes: number;
  /** how long sending a body may take, in milliseconds */
  readonly mostTime: number;
  /** requests that are being read */
  readonly reading: Admission;
  /** requests whose records are being made, kept and signed */
  readonly working: Admission;
}

/** What a byte of a request takes until it is signed, in bytes of memory: the text, its values, their records. */
export const weight = 6;
/** How long a request waits for its turn, in milliseconds: senders give up after ten seconds. */
const patience = 1000;
/** Seconds after which a sender may come again that was sent away. */
export const pause = 2;
const mostWaiting = 400;

/** @param mostHeld bytes of memory for all requests together; a third of it for their bodies */
export function relayLimits(mostBytes: number, mostHeld: number): RelayLimits {
  // One sender gets half of an admission, and here all are one.
  const admission = (bytes: number) => new Admission({ mostBytes: 2 * bytes, patience, mostWaiting });
  return { mostBytes, mostTime: 30_000, reading: admission(mostHeld / 3), working: admission(mostHeld) };
}

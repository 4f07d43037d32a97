import { LineageError } from "../errors";
import type { PlacedRecord } from "./check-record";

/** What the verifier remembers between two calls. Plain JSON: write it down as it is, and give it back. */
export interface RecordsState {
  readonly version: 1;
  readonly chains: readonly ChainState[];
  /** rows that have their verdict: id and arrival, milliseconds since 1970 */
  readonly judged: readonly (readonly [rowId: string, arrived: number])[];
}

/** What is known of one chain. */
export interface ChainState {
  readonly chainId: string;
  /** the furthest place seen, and the `ContentSha256` of the record there */
  readonly sequence: number;
  readonly sha256?: string;
  /** places before it are forgotten */
  readonly from: number;
  readonly seen: readonly SeenPlace[];
  /** records whose predecessor has no verdict yet, while there is time for it to arrive */
  readonly waiting: readonly PlacedRecord[];
}

/** One place of a chain. */
export interface SeenPlace {
  readonly sequence: number;
  /** the record that holds the place; absent when none that came fits */
  readonly sha256?: string;
  readonly prev?: string;
  /** of the record that holds the place, or the first that did not fit; milliseconds since 1970 */
  readonly arrived: number;
  /** other contents that came for the place */
  readonly rivals?: readonly string[];
  /** true when the record before it was missing when its verdict was due */
  readonly afterGap?: boolean;
}

/** The state before the first record. */
export const emptyRecordsState: RecordsState = { version: 1, chains: [], judged: [] };

/**
 * Takes back a state that was written as JSON.
 * @throws LineageError `records-state` when another version wrote it
 */
export function readRecordsState(value: unknown, source = "verifier state"): RecordsState {
  const state = value as Partial<RecordsState> | null;
  const usable = state?.version === 1 && Array.isArray(state.chains) && Array.isArray(state.judged);
  if (usable) return state as RecordsState;
  const found = JSON.stringify(state?.version) ?? "none";
  throw new LineageError("records-state", source, [
    `is no state of this verifier, which writes version 1 and found ${found}; begin with emptyRecordsState`,
  ]);
}

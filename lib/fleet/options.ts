import { FleetError } from "./errors";
import { day } from "./time";

/** How agents send their execution records. */
export const executionFormats = ["mixed", "otel", "native"] as const;
/**
 * `mixed`: kinds that sign send signed records to the native stream, all others spans; `otel`: every agent sends
 * spans and none signs; `native`: every agent sends signed records.
 */
export type ExecutionFormat = (typeof executionFormats)[number];

/** What a fleet's time looks like. */
export const fleetShapes = ["calm", "real", "rough"] as const;
/**
 * `calm`: well-kept agents with steady habits, of which every policy is written down, for demonstrations and tests of one
 * thing; `real`: many kinds of agents and what befalls them: outages, releases used days later, month ends, failovers,
 * rotations, people who leave, and rows that arrive late, twice or both; `rough`: the same troubles in a company where
 * every team works in its own way: other clocks, amounts with long tails, bursts, releases every day or never.
 */
export type FleetShape = (typeof fleetShapes)[number];

/** What fleet to make. */
export interface FleetOptions {
  /** number of agents, 1 to 100 000 */
  readonly agents: number;
  /** days of telemetry, 1 to 90 */
  readonly days: number;
  /** any text; the same seed gives the same bytes */
  readonly seed: string;
  /** first instant, on a full UTC hour; default 2026-03-02T00:00:00Z, a Monday */
  readonly start?: Date;
  /** names of what to inject, `scenarios` into a calm fleet and `attacks` into the others, where `all` is all; default none */
  readonly inject?: readonly string[];
  /** default `calm` */
  readonly shape?: FleetShape;
  /** default `mixed` */
  readonly format?: ExecutionFormat;
}

/** The default start of a fleet's telemetry. */
const defaultStart = new Date("2026-03-02T00:00:00Z");

const maximumAgents = 100_000;
/** Certificates of classic agents outlive this. */
const maximumDays = 90;

/** The stretch of time a fleet's telemetry covers, in milliseconds; `end` is excluded. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The window of a fleet.
 * @throws FleetError for numbers out of range, or a start that is not on the hour
 */
export function windowOf({ agents, days, start = defaultStart }: FleetOptions): Window {
  checkWhole("agents", agents, maximumAgents);
  checkWhole("days", days, maximumDays);
  const from = start.getTime();
  if (Number.isNaN(from) || from % 3_600_000 !== 0)
    throw new FleetError(
      `the start ${Number.isNaN(from) ? "is no date" : start.toISOString()}; telemetry begins on a full UTC hour`,
      "write an instant such as 2026-03-02T00:00:00Z",
    );
  return { start: from, end: from + days * day };
}

function checkWhole(name: string, value: number, maximum: number): void {
  if (!Number.isInteger(value) || value < 1 || value > maximum)
    throw new FleetError(`${name} is ${value}`, `write a whole number from 1 to ${maximum}`);
}

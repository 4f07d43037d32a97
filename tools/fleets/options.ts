import { parseArgs } from "node:util";
import { type FleetShape, fleetShapes } from "../../lib/fleet";

/** What to run. */
export interface FleetsOptions {
  readonly seeds: readonly string[];
  readonly agents: number;
  readonly days: number;
  readonly start: Date;
  /** `real` or `rough` */
  readonly shape: FleetShape;
  /** seeds at a time */
  readonly jobs: number;
  /** file that is written */
  readonly out: string;
}

/** A month with its end, Easter and the change of clocks in it, whose first week is for learning. */
const usualStart = "2026-03-16T00:00:00Z";

/**
 * Options of the command line.
 * @throws Error for numbers that are none
 */
export function fleetsOptions(args: readonly string[]): FleetsOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: "string", default: "10" },
      agents: { type: "string", default: "60" },
      days: { type: "string", default: "30" },
      start: { type: "string", default: usualStart },
      shape: { type: "string", default: "real" },
      jobs: { type: "string", default: "1" },
      out: { type: "string", default: "docs/detection-quality.md" },
    },
  });
  return {
    seeds: seedsOf(values.seeds),
    agents: whole("agents", values.agents, 1),
    days: whole("days", values.days, 14),
    start: new Date(values.start),
    shape: shapeOf(values.shape),
    jobs: whole("jobs", values.jobs, 1),
    out: values.out,
  };
}

function shapeOf(text: string): FleetShape {
  const shape = fleetShapes.find((known) => known === text && known !== "calm");
  if (!shape) throw new Error(`--shape is ${text}; write real or rough`);
  return shape;
}

/** `10` stands for seeds 1 to 10, `a,b` for two by name, and `a` for one. */
function seedsOf(text: string): string[] {
  if (/[a-z,]/i.test(text)) return text.split(",").filter((seed) => seed !== "");
  return Array.from({ length: whole("seeds", text, 1) }, (_, i) => String(i + 1));
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} is ${text}; write a whole number from ${least}`);
  return value;
}

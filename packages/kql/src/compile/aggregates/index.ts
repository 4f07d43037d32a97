import type { CompileCall } from "../family";
import { collections } from "./collections";
import { statistics } from "./statistics";
import { totals } from "./totals";

/** Aggregate functions by name. To add one, add it to a family here. */
const byName: ReadonlyMap<string, CompileCall> = new Map(
  [totals, statistics, collections].flatMap((family) => Object.entries(family)),
);

/** The compiler of an aggregate that returns one value; those that return several are `multi.ts`. */
export const aggregateFunction = (name: string): CompileCall | undefined => byName.get(name.toLowerCase());

/** Names of all such aggregates. */
export const aggregateNames = (): string[] => [...byName.keys()].sort();

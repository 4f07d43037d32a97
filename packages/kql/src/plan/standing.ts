import { createHash } from "node:crypto";
import { outputNames } from "./prune";
import type { Plan } from "./relation";
import { HOLE, RUN } from "./sql";

/** Rows of each run that do not change with what a query is asked about again: they are made once, and stay. */
export interface StandingRows {
  /** The same for the same rows, whoever asks for them. */
  readonly key: string;
  readonly sql: string;
}

const hole = "standing:";

/** The place of standing rows in a query. */
export const standingHole = (key: string): string => `${HOLE}${hole}${key}${HOLE}`;

/** The key in such a place; undefined for any other. */
export const standingKey = (name: string): string | undefined =>
  name.startsWith(hole) ? name.slice(hole.length) : undefined;

const numbered = /"\$[a-z]+\d+"/g;

/** Names of the compilation's own have numbers that say only what was compiled before. */
export function standingRows(sql: string): StandingRows {
  const names = new Map<string, string>();
  const plain = sql.replace(numbered, (name) => {
    const known = names.get(name) ?? name.replace(/\d+/, String(names.size));
    names.set(name, known);
    return known;
  });
  return { key: createHash("sha256").update(plain).digest("hex").slice(0, 24), sql };
}

/** Names of the rows that read none of these tables, nor does what they are made of. @param rows later ones may read earlier ones */
export function standAlone(
  rows: readonly { readonly name: string; readonly sql: string }[],
  changing: readonly string[],
): ReadonlySet<string> {
  const alone = new Set<string>();
  for (const { name, sql } of rows) {
    const below = [...sql.matchAll(/FROM ("\$rows\d+")/g)].map(([, other]) => other!);
    const isChanging = changing.some((table) => sql.includes(`:${table}${HOLE}`));
    if (!isChanging && below.every((other) => alone.has(other))) alone.add(name);
  }
  return alone;
}

/** Whether rows are there once for each run. */
export const isEachRun = (plan: Plan): boolean => outputNames(plan)?.includes(RUN) ?? false;

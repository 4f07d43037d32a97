import type { KqlType } from "../types";
import { type Plan, planColumns, type Relation, withHidden } from "./relation";
import { FIRST, HI, LAST, LO, merged, RUN, STEP, toSpan } from "./runs";

/** Column of the values of a list. */
export const VALUE = '"$value"';
const ASKED = '"$asked"';

/** The values of a list, each with the spans of the runs in which it has them. @param everyRun gives them run by run */
export function spansOfValues(everyRun: string, type: KqlType): Relation {
  const [column] = planColumns([{ name: VALUE.slice(1, -1), type }]);
  return merged(
    toSpan({
      columns: [column!],
      hidden: [RUN],
      order: [],
      partition: [RUN],
      plan: { kind: "sql", text: everyRun },
    }),
  );
}

/** Rows with spans in those runs in which a list does not have their value. @param listed made by `spansOfValues` */
export function whereNotListed(relation: Relation, value: string, listed: Plan): Relation {
  const kept = [
    ...relation.columns.map(({ sql }) => sql),
    ...relation.hidden.filter((name) => ![LO, HI].includes(name)),
  ];
  const joined: Plan = {
    kind: "join",
    join: "LEFT JOIN",
    left: withHidden(relation, { sql: value, as: ASKED }).plan,
    right: between(listed),
    on: `l.${ASKED} = r.${VALUE}`,
    items: [
      ...kept.map((name) => `l.${name} AS ${name}`),
      // A value that is never listed is there in all runs: the least and the greatest are of those that are not null.
      `greatest(l.${LO}, r.${LO}) AS ${LO}`,
      `least(l.${HI}, r.${HI}) AS ${HI}`,
    ],
  };
  return { ...relation, plan: { kind: "select", from: joined, where: [`${LO} <= ${HI}`] } };
}

/** For each value that is listed, the spans before, between and after those in which it is; some of no run. */
function between(listed: Plan): Plan {
  const last = `lag(${HI}) OVER (PARTITION BY ${VALUE} ORDER BY ${LO})`;
  const before: Plan = {
    kind: "select",
    from: listed,
    items: [VALUE, `coalesce(${last} + ${STEP}, ${FIRST}) AS ${LO}`, `${LO} - ${STEP} AS ${HI}`],
  };
  const after: Plan = {
    kind: "select",
    from: listed,
    items: [VALUE, `max(${HI}) + ${STEP} AS ${LO}`, `${LAST} AS ${HI}`],
    groupBy: ["1"],
  };
  return { kind: "union", inputs: [before, after] };
}

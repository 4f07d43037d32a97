import { type Plan, planColumns, type Relation } from "./relation";
import { FIRST, HI, LAST, LO, type Meeting, membership, merged, RUN, STEP } from "./runs";

const COPY = '"$copy"';
const PIECE = '"$piece"';
const BEFORE = '"$before"';
const UNTIL = '"$until"';
const IS_LAST = '"$last"';

/**
 * Whether rows with spans look up rows of each run that are mostly those of the run before: states, such as an inventory.
 * @param keys columns of the right side that rows are found by
 */
export const areSteady = (left: Relation, right: Relation, keys: readonly string[]): boolean =>
  right.steady === true &&
  String(right.hidden) === RUN &&
  membership(left) === "span" &&
  !left.scattered &&
  keys.every((key) => right.columns.some(({ sql }) => sql === key));

/**
 * How these meet: each row on the left is cut into the spans in which it finds the same, so that it need not be there once
 * for each run.
 */
export function meetSteady(left: Relation, right: Relation, keys: readonly string[]): Meeting {
  return {
    left,
    right: { ...right, hidden: [LO, HI], partition: [], plan: withGaps(spans(right), keys, right) },
    on: [],
    // A key that is never found leaves the row as it is: the greatest and the least are of those that are not null.
    kept: [
      { sql: `greatest(l.${LO}, r.${LO})`, as: LO },
      { sql: `least(l.${HI}, r.${HI})`, as: HI },
    ],
  };
}

/** Rows that are equal in runs that follow each other are one. */
function spans(right: Relation): Relation {
  const names = right.columns.map(({ sql }) => sql);
  const copy = `row_number() OVER (PARTITION BY ${[...names, RUN].join(", ")}) AS ${COPY}`;
  const [copies] = planColumns([{ name: COPY.slice(1, -1), type: "long" }]);
  return merged({
    columns: [...right.columns, copies!],
    hidden: [LO, HI],
    order: [],
    partition: [],
    plan: { kind: "select", from: right.plan, items: [...names, copy, `${RUN} AS ${LO}`, `${RUN} AS ${HI}`] },
  });
}

/** Beside the spans in which a key is found, those in which it is not: rows that hold nothing but the key. */
function withGaps({ plan }: Relation, keys: readonly string[], { columns }: Relation): Plan {
  const names = columns.map(({ sql }) => sql);
  const ofKey = `PARTITION BY ${keys.join(", ")}`;
  const placed: Plan = {
    kind: "select",
    from: plan,
    items: [
      ...names,
      LO,
      HI,
      `max(${HI}) OVER (${ofKey} ORDER BY ${LO}, ${HI}, ${COPY} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ${BEFORE}`,
      `max(${HI}) OVER (${ofKey}) AS ${UNTIL}`,
      `lead(1) OVER (${ofKey} ORDER BY ${LO}, ${HI}, ${COPY}) IS NULL AS ${IS_LAST}`,
    ],
  };
  const piece = (found: boolean, lo: string, hi: string): string =>
    `struct_pack(found := ${found}, lo := ${lo}, hi := ${hi})`;
  const pieces = [
    piece(true, LO, HI),
    piece(false, `coalesce(${BEFORE} + ${STEP}, ${FIRST})`, `${LO} - ${STEP}`),
    piece(false, `CASE WHEN ${IS_LAST} THEN ${UNTIL} + ${STEP} END`, LAST),
  ];
  const cut: Plan = { kind: "select", from: placed, items: [...names, `unnest([${pieces.join(", ")}]) AS ${PIECE}`] };
  const found = names.map((name) =>
    keys.includes(name) ? name : `CASE WHEN ${PIECE}.found THEN ${name} END AS ${name}`,
  );
  return {
    kind: "select",
    from: cut,
    items: [...found, `${PIECE}.lo AS ${LO}`, `${PIECE}.hi AS ${HI}`],
    where: [`${PIECE}.lo <= ${PIECE}.hi`],
  };
}

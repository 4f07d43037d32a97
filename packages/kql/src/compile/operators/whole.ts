import { aggregate, type Output, type Plan, type Relation } from "../../plan/relation";
import { RUN, RUNS } from "../../plan/runs";
import { materialized } from "../materialized";
import type { Scope } from "../scope";

/** One row for all rows, also for none: in a set, one for each run. */
export function whole(input: Relation, outputs: readonly Output[], scope: Scope): Relation {
  const grouped = aggregate(input, [], outputs);
  if (String(input.partition) !== RUN) return grouped;
  const found = materialized(grouped, scope);
  const nothing: Relation = {
    ...input,
    hidden: [],
    partition: [],
    plan: { kind: "select", from: input.plan, where: ["false"] },
  };
  const runs: Plan = { kind: "sql", text: RUNS };
  const missing: Plan = {
    kind: "join",
    join: "ANTI JOIN",
    left: runs,
    right: found.plan,
    on: `l.${RUN} = r.${RUN}`,
    items: [`l.${RUN}`],
  };
  const items = found.columns.map(({ sql }) => `l.${sql}`);
  const empty: Plan = {
    kind: "join",
    join: "CROSS JOIN",
    left: aggregate(nothing, [], outputs).plan,
    right: missing,
    on: "",
    items: [...items, `r.${RUN}`],
  };
  return { ...found, plan: { kind: "union", inputs: [found.plan, empty] } };
}

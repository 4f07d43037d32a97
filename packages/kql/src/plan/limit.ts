import { orderSql, over, type Relation } from "./relation";

/** The first rows in the known order, of each partition. */
export function limit(input: Relation, count: string): Relation {
  if (input.partition.length > 0) {
    return {
      ...input,
      plan: { kind: "select", from: input.plan, qualify: `row_number() ${over(input)} <= ${count}` },
    };
  }
  return {
    ...input,
    plan: {
      kind: "select",
      from: input.plan,
      ...(input.order.length > 0 ? { orderBy: orderSql(input.order) } : {}),
      limit: count,
    },
  };
}

import { planColumns, type Relation } from "../../plan/relation";
import { membership } from "../../plan/runs";
import { unnamed } from "../outputs";
import type { CompilePlugin } from "./plugin";

/** `evaluate ipv4_lookup(table, address, network [, more keys…])`: rows of the table whose network holds the address. */
export const ipLookup: CompilePlugin = (node, args, input, scope): Relation => {
  const [, , , ...more] = args;
  const unmatched = more.map((arg) =>
    unnamed(arg).names[0] === "return_unmatched" ? scope.scalar(unnamed(arg).value).literal?.value : undefined,
  );
  if (unmatched.some((value) => value !== false))
    return scope.refuse("ipv4_lookup() with further keys or return_unmatched", node);
  const lookup = scope.table(args[0]!);
  if (membership(lookup) !== "always" || membership(input) !== "always")
    return scope.refuse("ipv4_lookup() for many runs at once", node);
  const address = scope.over(input).scalar(unnamed(args[1]!).value);
  const network = scope.over(lookup).scalar(unnamed(args[2]!).value);
  const left = {
    kind: "select" as const,
    from: input.plan,
    items: ["*", `kql_parse_ipv4(${address.sql}, 32::BIGINT) AS "$ip"`],
  };
  const low = `kql_parse_ipv4(${network.sql}, 32::BIGINT)`;
  const right = {
    kind: "select" as const,
    from: lookup.plan,
    items: [
      "*",
      `${low} AS "$low"`,
      `${low} + (1::BIGINT << (32 - kql_ipv4_netmask_suffix(${network.sql}))) - 1 AS "$high"`,
    ],
  };
  const columns = planColumns(node.columns!);
  const items = [
    ...input.columns.map((column) => `l.${column.sql}`),
    ...lookup.columns.map((column) => `r.${column.sql}`),
  ];
  if (items.length !== columns.length) return scope.refuse("ipv4_lookup() with columns of the same name", node);
  return {
    columns,
    hidden: [],
    order: [],
    partition: [],
    plan: {
      kind: "join",
      join: "JOIN",
      left,
      right,
      on: `l."$ip" BETWEEN r."$low" AND r."$high"`,
      items: items.map((sql, index) => `${sql} AS ${columns[index]!.sql}`),
    },
  };
};

import type { Node } from "../language/node";
import { planColumns, type Relation, sqlRelation } from "../plan/relation";
import { scanHole } from "../plan/sql";
import type { Scope } from "./scope";

/** The name of the stored table behind one address read with these columns. */
export const externalStorage = (uri: string, columns: readonly { name: string; type: string }[]): string =>
  `externaldata(${uri})(${columns.map(({ name, type }) => `${name}:${type}`).join()})`;

/** `externaldata(…)[uri, …]`: rows come from fixtures, never from the network. */
export function externalData(node: Node, scope: Scope): Relation {
  const columns = node.columns!;
  const planned = planColumns(columns);
  const plans = node.list("URIs").map((uri): Relation["plan"] => {
    const address = scope.scalar(uri).literal?.value;
    if (typeof address !== "string") return scope.refuse("externaldata from an address that is not a constant", uri);
    const storage = externalStorage(address, columns);
    scope.compilation.externals.set(storage, { uri: address, columns });
    return {
      kind: "select",
      from: { kind: "table", table: scanHole(storage) },
      items: planned.map((column) => column.sql),
    };
  });
  const [only] = plans;
  return { ...sqlRelation("", planned), plan: plans.length === 1 ? only! : { kind: "union", inputs: plans } };
}

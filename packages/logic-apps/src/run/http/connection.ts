import { isObject, type Value } from "../../values/value";
import type { Step } from "../step";
import type { RequestKind } from "../transport";
import { textAt, withQueries } from "./address";
import { type PreparedRequest, request } from "./request";

/** The request to a managed connector: `connection://<name in $connections><path>`. */
export function connectionRequest(step: Step, kind: RequestKind): PreparedRequest {
  return request(step, kind, ({ host, path, queries }) => {
    const id = textAt(host, "connection", "name") || textAt(host, "connection", "referenceName");
    return withQueries(`connection://${connectionName(step, id)}${String(path)}`, queries);
  });
}

/** The key under which `$connections` holds the connection, or the last part of its id. */
function connectionName(step: Step, id: string): string {
  const connections: Value = step.session.context(step.frame).parameter("$connections") ?? null;
  const entries = Object.entries(isObject(connections) ? connections : {});
  const known = entries.find(([, value]) => textAt(value, "connectionId") === id);
  return known?.[0] ?? id.split("/").at(-1) ?? id;
}

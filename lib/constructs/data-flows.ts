import type { StreamSpec, TableSpec, vocabulary } from "../content";
import type { DataFlow } from "./data-collection";
import { attributed, isStamped, ofStanding, unattributed } from "./sender-stamp";
import type { Sender } from "./settings";

/**
 * Who a data collection rule's rows come from: a sender that the deployment names, the intake, which says so in each row,
 * or whoever holds a role on the rule.
 */
export type Origin = Sender | "intake" | "anybody";

/** What decides about the ways of a data collection rule's rows. */
export interface FlowsConfig {
  readonly tables: readonly TableSpec[];
  readonly origin: Origin;
}

/** Every way that rows take: from a table's own streams, and from others' streams. */
export function dataFlows(writer: vocabulary.Writer, { tables, origin }: FlowsConfig): readonly DataFlow[] {
  const streams = new Set(tables.flatMap((table) => streamsOf(writer, table)).map(({ name }) => name));
  return tables.flatMap((table) => {
    const outputStream = `Custom-${table.name}`;
    const own = streamsOf(writer, table);
    const flows = (table.flows ?? []).filter(({ stream }) => streams.has(stream));
    return [
      ...own.flatMap((stream) => ways(stream, table, origin)),
      ...flows.map(({ stream, transformKql }) => ({ stream, transformKql, outputStream })),
    ];
  });
}

/** The streams of a table that such a writer may write. Whoever is not said to be more is a sender. */
export function streamsOf(writer: vocabulary.Writer, { writtenBy = "senders", streams = [] }: TableSpec): StreamSpec[] {
  return writtenBy === writer ? [...streams] : [];
}

/** Rows of a stream on their way into its table, and those about agents that their sender may not speak for elsewhere. */
function ways(stream: StreamSpec, { name, disputed }: TableSpec, origin: Origin): DataFlow[] {
  const way = { stream: stream.name, transformKql: accepted(stream, origin), outputStream: `Custom-${name}` };
  if (disputed === undefined || origin === "anybody" || (origin !== "intake" && origin.everyAgent)) return [way];
  const { transformKql } = stream;
  const refused = origin === "intake" ? ofStanding(transformKql, true) : attributed(transformKql, origin, "NotNamed");
  return [way, { stream: stream.name, transformKql: refused, outputStream: `Custom-${disputed}` }];
}

function accepted(stream: StreamSpec, origin: Origin): string {
  const { transformKql } = stream;
  if (!isStamped(stream)) return transformKql;
  if (origin === "anybody") return unattributed(transformKql);
  return origin === "intake" ? ofStanding(transformKql, false) : attributed(transformKql, origin, "Named");
}

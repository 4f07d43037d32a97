import type { TableSpec, vocabulary } from "../content";
import type { DataFlow } from "./data-collection";

/** Every way that rows take: from a table's own streams, from others' streams, and on into built-in tables. */
export function dataFlows(
  tables: readonly TableSpec[],
  enabled: (feature: vocabulary.Feature) => boolean,
): readonly DataFlow[] {
  return tables.flatMap(({ name, streams = [], flows = [], copies = [] }) => {
    const outputStream = `Custom-${name}`;
    return [
      ...streams.map(({ name: stream, transformKql }) => ({ stream, transformKql, outputStream })),
      ...flows.map(({ stream, transformKql }) => ({ stream, transformKql, outputStream })),
      ...copies
        .filter(({ feature }) => enabled(feature))
        .flatMap(({ table, projectKql }) =>
          streams.map(({ name: stream, transformKql }) => ({
            stream,
            transformKql: `${transformKql.trimEnd()}\n${projectKql}`,
            outputStream: `Microsoft-${table}`,
          })),
        ),
    ];
  });
}

import { builtinTables } from "../../log-analytics";
import type { Access } from "../access";
import { EmulatorError } from "../errors";
import { blocks, strings } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import type { Resource, Stack } from "../terraform/stack";
import { streamColumns } from "./column-types";
import type { CustomTable, DataCollectionRule, Flow, Stream } from "./model";

const customPrefix = "Custom-";
const builtinPrefix = "Microsoft-";
const transformPrefix = "Microsoft-Table-";

/** What sending to a data collection rule takes; Monitoring Metrics Publisher has it. */
const sending = "Microsoft.Insights/Telemetry/Write";

/** Data collection rules, each with its streams, the ways their rows take, and who may send. */
export function readDataCollectionRules(
  stack: Stack,
  resolver: Resolver,
  access: Access,
  tables: readonly CustomTable[],
): DataCollectionRule[] {
  return rulesOf(stack, resolver, false).map((resource) => ({
    name: String(resolver.attributes(resource).name),
    immutableId: resolver.attribute(resource, "immutable_id"),
    streams: readStreams(resource, resolver, tables),
    senders: access.principals({ action: sending, resource: resolver.id(resource), data: true }),
  }));
}

/** The workspace transforms: each takes what reaches a built-in table by another way. */
export function readWorkspaceTransforms(stack: Stack, resolver: Resolver): Stream[] {
  return rulesOf(stack, resolver, true).flatMap((resource) =>
    blocks(resolver.attributes(resource).data_flow).flatMap((flow) =>
      strings(flow.streams).map((stream) => {
        const name = stream.slice(transformPrefix.length);
        const table = builtinTables().find((known) => known.name === name);
        if (!stream.startsWith(transformPrefix) || !table)
          throw new EmulatorError(
            resource.address,
            `transforms stream ${stream}, which names no built-in table`,
            `name it ${transformPrefix}<table>`,
          );
        const { transformKql } = readFlow(resource, flow, `${builtinPrefix}${name}`, []);
        return {
          name,
          columns: table.columns,
          partial: true,
          flows: [{ transformKql, table: name, where: resource.address }],
        };
      }),
    ),
  );
}

function rulesOf(stack: Stack, resolver: Resolver, transforming: boolean): Resource[] {
  return stack
    .ofType("azurerm_monitor_data_collection_rule")
    .filter((resource) => (resolver.attributes(resource).kind === "WorkspaceTransforms") === transforming);
}

function readStreams(resource: Resource, resolver: Resolver, tables: readonly CustomTable[]): Stream[] {
  const attributes = resolver.attributes(resource);
  const flows = blocks(attributes.data_flow);
  return blocks(attributes.stream_declaration).map((declaration) => {
    const name = String(declaration.stream_name);
    return {
      name,
      columns: streamColumns(blocks(declaration.column), `${resource.address} stream ${name}`),
      flows: flows
        .filter((flow) => strings(flow.streams).includes(name))
        .map((flow) => readFlow(resource, flow, name, tables)),
    };
  });
}

function readFlow(
  resource: Resource,
  flow: Record<string, unknown>,
  stream: string,
  tables: readonly CustomTable[],
): Flow {
  const output = String(flow.output_stream ?? stream);
  if (output.startsWith(builtinPrefix))
    return {
      transformKql: String(flow.transform_kql ?? "source"),
      table: output.slice(builtinPrefix.length),
      where: resource.address,
    };
  const table = output.startsWith(customPrefix) ? output.slice(customPrefix.length) : output;
  if (!tables.some((t) => t.name === table)) {
    throw new EmulatorError(
      resource.address,
      `sends stream ${stream} to table ${table}, which the stack does not declare (Azure: InvalidOutputTable)`,
      `declare ${table}, or send the stream to one of: ${tables.map((t) => t.name).join(", ")}`,
    );
  }
  return { transformKql: String(flow.transform_kql ?? "source"), table, where: resource.address };
}

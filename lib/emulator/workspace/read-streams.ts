import { EmulatorError } from "../errors";
import { blocks, strings } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import type { Resource, Stack } from "../terraform/stack";
import { streamColumns } from "./column-types";
import type { CustomTable, Flow, Stream } from "./model";

const customPrefix = "Custom-";
const builtinPrefix = "Microsoft-";

/** Streams of every data collection rule, each with the ways its rows take. */
export function readStreams(stack: Stack, resolver: Resolver, tables: readonly CustomTable[]): Stream[] {
  return stack
    .ofType("azurerm_monitor_data_collection_rule")
    .flatMap((resource) => readRule(resource, resolver, tables));
}

function readRule(resource: Resource, resolver: Resolver, tables: readonly CustomTable[]): Stream[] {
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

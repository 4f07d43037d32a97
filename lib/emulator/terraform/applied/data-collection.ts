import { part, parts } from "../../arm/resources/resource";
import type { Writer } from "./writer";

/** https://learn.microsoft.com/rest/api/monitor/data-collection-endpoints */
export const dataCollectionEndpoint: Writer = ({ id, name, properties }) => ({
  type: "azurerm_monitor_data_collection_endpoint",
  attributes: { id, name, logs_ingestion_endpoint: part(properties, "logsIngestion").endpoint },
});

/** https://learn.microsoft.com/rest/api/monitor/data-collection-rules */
export const dataCollectionRule: Writer = ({ id, name, kind, properties }) => ({
  type: "azurerm_monitor_data_collection_rule",
  attributes: {
    id,
    name,
    kind,
    immutable_id: properties.immutableId,
    data_flow: parts(properties, "dataFlows").map((flow) => ({
      streams: flow.streams,
      ...(flow.outputStream === undefined ? {} : { output_stream: flow.outputStream }),
      ...(flow.transformKql === undefined ? {} : { transform_kql: flow.transformKql }),
    })),
    stream_declaration: Object.entries(part(properties, "streamDeclarations")).map(([stream, declaration]) => ({
      stream_name: stream,
      column: parts(declaration, "columns"),
    })),
  },
});

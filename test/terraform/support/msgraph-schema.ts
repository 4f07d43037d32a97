import { attribute, type Block, type ProviderSchema } from "./schema";

const queries = ["map", ["list", "string"]] as const;

const resource: Block = {
  attributes: [
    attribute("url", "string", "required"),
    attribute("api_version", "string", "optional"),
    attribute("body", "dynamic", "optional"),
    attribute("read_query_parameters", queries, "optional"),
    attribute("response_export_values", ["map", "string"], "optional"),
    attribute("id", "string", "computed"),
    attribute("output", "dynamic", "computed"),
  ],
  block_types: [],
};

const data: Block = {
  attributes: [
    attribute("url", "string", "required"),
    attribute("api_version", "string", "optional"),
    attribute("query_parameters", queries, "optional"),
    attribute("response_export_values", ["map", "string"], "optional"),
    attribute("id", "string", "computed"),
    attribute("output", "dynamic", "computed"),
  ],
  block_types: [],
};

/** What the solution uses of msgraph, for which there are no bindings to read. */
export const msgraphSchema: ProviderSchema = {
  provider: { block: { attributes: [attribute("tenant_id", "string", "optional")], block_types: [] } },
  resource_schemas: { msgraph_resource: { block: resource } },
  data_source_schemas: { msgraph_resource: { block: data } },
};

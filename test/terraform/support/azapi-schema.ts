import { attribute, type Block, type ProviderSchema } from "./schema";

const identity: Block = {
  attributes: [
    attribute("type", "string", "required"),
    attribute("identity_ids", ["list", "string"], "optional"),
    attribute("principal_id", "string", "computed"),
    attribute("tenant_id", "string", "computed"),
  ],
  block_types: [],
};

const resource: Block = {
  attributes: [
    attribute("type", "string", "required"),
    ...["name", "parent_id", "location"].map((name) => attribute(name, "string", "optional")),
    attribute("body", "dynamic", "optional"),
    attribute("tags", ["map", "string"], "optional"),
    attribute("schema_validation_enabled", "bool", "optional"),
    attribute("response_export_values", "dynamic", "optional"),
    attribute("replace_triggers_external_values", "dynamic", "optional"),
    attribute("retry", ["object", { error_message_regex: ["list", "string"] }], "optional"),
    attribute("id", "string", "computed"),
    attribute("output", "dynamic", "computed"),
  ],
  block_types: [{ type_name: "identity", block: identity, nesting: "LIST", max_items: 1 }],
};

const update: Block = {
  attributes: [
    ...["type", "resource_id"].map((name) => attribute(name, "string", "required")),
    attribute("body", "dynamic", "optional"),
    attribute("id", "string", "computed"),
  ],
  block_types: [],
};

const action: Block = {
  attributes: [
    ...["type", "resource_id"].map((name) => attribute(name, "string", "required")),
    ...["method", "when"].map((name) => attribute(name, "string", "optional")),
    attribute("body", "dynamic", "optional"),
    attribute("id", "string", "computed"),
  ],
  block_types: [],
};

/** What the solution uses of azapi, for which there are no bindings to read. */
export const azapiSchema: ProviderSchema = {
  provider: {
    block: {
      attributes: ["subscription_id", "tenant_id"].map((name) => attribute(name, "string", "optional")),
      block_types: [],
    },
  },
  resource_schemas: {
    azapi_resource: { block: resource },
    azapi_resource_action: { block: action },
    azapi_update_resource: { block: update },
  },
};

import { attribute, type ProviderSchema } from "./schema";

/** What the solution uses of the time provider, for which there are no bindings to read. */
export const timeSchema: ProviderSchema = {
  provider: { block: { attributes: [], block_types: [] } },
  resource_schemas: {
    time_sleep: {
      block: {
        attributes: [
          attribute("create_duration", "string", "optional"),
          attribute("triggers", ["map", "string"], "optional"),
          attribute("id", "string", "computed"),
        ],
        block_types: [],
      },
    },
  },
};

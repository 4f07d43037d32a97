import type { FromSchema } from "json-schema-to-ts";
import type { connectorSchema } from "../schemas";
import type { Item } from "./item";

/** How the solution presents itself in Sentinel's galleries. */
export type ConnectorSpec = FromSchema<typeof connectorSchema>;
export type ConnectorItem = Item<ConnectorSpec>;

import type { FromSchema } from "json-schema-to-ts";
import type { workspaceTransformSchema } from "../schemas";
import type { Item } from "./item";

/** A built-in table, and what happens to its rows as they arrive. */
export type WorkspaceTransformSpec = FromSchema<typeof workspaceTransformSchema>;
export type WorkspaceTransformItem = Item<WorkspaceTransformSpec>;

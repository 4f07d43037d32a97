import type { FromSchema } from "json-schema-to-ts";
import type { tableSchema } from "../schemas";
import type { Item } from "./item";

/** A custom table: name, plan, retention in days, columns, and the streams that feed it. */
export type TableSpec = FromSchema<typeof tableSchema>;
/** One stream of a table: what a client sends and the transform it passes. */
export type StreamSpec = NonNullable<TableSpec["streams"]>[number];
/** Rows a table takes from a stream that another table declares. */
export type FlowSpec = NonNullable<TableSpec["flows"]>[number];
/** A column of a table or stream. */
export type ColumnSpec = TableSpec["columns"][number];
export type TableItem = Item<TableSpec>;

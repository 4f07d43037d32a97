import type { FromSchema } from "json-schema-to-ts";
import type { summarySchema } from "../schemas";
import type { Item } from "./item";

/** A summary rule: what it reads, how much time a run sums up, where the rows go. */
export type SummarySpec = FromSchema<typeof summarySchema>;
export type SummaryItem = Item<SummarySpec>;

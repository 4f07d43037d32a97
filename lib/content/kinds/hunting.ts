import type { FromSchema } from "json-schema-to-ts";
import type { huntingSchema, huntingTestSchema } from "../schemas";
import type { Item } from "./item";

/** A hunting query as Azure-Sentinel writes it. */
export type HuntingSpec = FromSchema<typeof huntingSchema>;
/** The tests beside a hunting query. */
export type HuntingTestSpec = FromSchema<typeof huntingTestSchema>;

/** A hunting query with its file name (without `.yaml`) and its tests, where there are any. */
export interface HuntingItem extends Item<HuntingSpec> {
  readonly name: string;
  readonly tests?: Item<HuntingTestSpec>;
  /** folder of the query's file, for fixtures its tests name */
  readonly folder: string;
}

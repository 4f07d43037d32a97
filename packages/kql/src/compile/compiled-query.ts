import type { Column, TableSchema } from "../types";
import type { StagePlan } from "./stages";

/** SQL with holes for what is known only when it runs. Texts and holes alternate, a text first. */
export type Template = readonly string[];

/** A query ready to run, many times if need be. Plain data, unless it is `staged`. */
export interface CompiledQuery {
  readonly text: string;
  readonly columns: readonly Column[];
  /** Tables read, also through functions. */
  readonly tables: readonly string[];
  /** Whether the query says an order of its rows. */
  readonly ordered: boolean;
  /** @internal */
  readonly template: Template;
  /** @internal SQL names of the result's columns */
  readonly names: readonly string[];
  /** @internal the same rows, with a hole for another select list */
  readonly rowsTemplate: Template;
  /** @internal the ingestion time of the row each result row came from, where that is one row of a table */
  readonly ingestionTime?: string;
  /** @internal columns of the look-ups it reads, by storage name */
  readonly lookupColumns: Readonly<Record<string, readonly Column[]>>;
  /** Addresses it reads with externaldata, by storage name. */
  readonly externals: Readonly<Record<string, { readonly uri: string; readonly columns: readonly Column[] }>>;
  /** @internal rows that are made once, whatever is in the tables that the query was compiled `apart` from */
  readonly standing?: readonly { readonly key: string; readonly template: Template }[];
  /** @internal */
  readonly staged?: StagedQuery;
}

/** A query of which the first part must run before the rest can be bound. */
export interface StagedQuery {
  readonly plan: StagePlan;
  readonly template: Template;
  /** The rest of the query, reading the first part's rows from a table. */
  readonly resume: (table: TableSchema, empty: boolean) => { query: CompiledQuery; table: TableSchema };
}

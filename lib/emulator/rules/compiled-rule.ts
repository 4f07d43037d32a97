import type { CompiledQuery, TableRead } from "@sentinel-agent-identities/kql";
import type { AnalyticsRule } from "../workspace/model";

/** What a query reads, also through functions: tables, saved functions, and watchlists by their alias. */
export interface QueryReads {
  readonly tables: readonly string[];
  readonly functions: readonly string[];
  readonly watchlists: readonly string[];
}

/** A rule whose query is ready to run. */
export interface CompiledRule {
  readonly rule: AnalyticsRule;
  readonly query: CompiledQuery;
  /** the query for many runs in one statement */
  readonly set?: CompiledQuery;
  /** why there is no `set` */
  readonly single?: string;
  /** where its rows come from, if that can be told: without rows there it has none */
  readonly driving?: readonly TableRead[];
  /** tables whose rows can make the difference between rows and none */
  readonly deciding: readonly string[];
  readonly reads: QueryReads;
}

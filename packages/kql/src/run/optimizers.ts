/**
 * What DuckDB's optimizers gain grows with the rows, what they cost with the length of a statement: for a rule over a few
 * thousand rows they take more time than all the rest. Those that go without saying stay: filters and columns are pushed
 * down, and subqueries that belong to a row become joins.
 */
const forManyRows = [
  "build_side_probe_side",
  "column_lifetime",
  "common_aggregate",
  "common_subexpressions",
  "common_subplan",
  "compressed_materialization",
  "cte_filter_pusher",
  "duplicate_groups",
  "empty_result_pullup",
  "expression_rewriter",
  "filter_pullup",
  "in_clause",
  "join_elimination",
  "join_filter_pushdown",
  "join_order",
  "late_materialization",
  "limit_pushdown",
  "materialized_cte",
  "regex_range",
  "reorder_filter",
  "row_group_pruner",
  "sampling_pushdown",
  "statistics_propagation",
  "sum_rewriter",
  "top_n_window_elimination",
  "unnest_rewriter",
  "window_self_join",
];

/** A plan that was made by what a table held would be wrong for what it holds later: DuckDB does not look again. */
const byWhatTablesHold = ["compressed_materialization", "statistics_propagation"];

/** As many rows as one statement reads in the time that the optimizers take to look at it. */
const few = 20_000;

/** Which of DuckDB's optimizers are left out, by the rows that came in. */
export class Optimizers {
  private rows = 0;

  /** @param keepsPlans whether plans serve again after tables have other rows */
  constructor(private readonly keepsPlans: boolean) {}

  /** The value of DuckDB's setting `disabled_optimizers` for an empty database. A plan that is kept is made once and runs often. */
  get atFirst(): string {
    return this.keepsPlans ? this.withRows : forManyRows.join(",");
  }

  /** That of a database which has rows already. */
  get withRows(): string {
    return this.keepsPlans ? byWhatTablesHold.join(",") : "";
  }

  /** Counts rows that come in. @returns whether they have become many with these */
  became(rows: number): boolean {
    const before = this.rows;
    this.rows += rows;
    return before < few && this.rows >= few;
  }
}

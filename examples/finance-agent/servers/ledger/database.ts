import { type Attributes, SpanKind } from "@opentelemetry/api";
import {
  ATTR_DB_COLLECTION_NAME,
  ATTR_DB_NAMESPACE,
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_RESPONSE_STATUS_CODE,
  ATTR_DB_SYSTEM_NAME,
  DB_SYSTEM_NAME_VALUE_MICROSOFT_SQL_SERVER,
} from "@opentelemetry/semantic-conventions";
import { labelAttributes } from "../../labels";
import type { SimulatedClock } from "../../simulation/clock";
import type { Random } from "../../simulation/random";
import { type Instrument, TypedError } from "../../telemetry/instrument";
import { type LedgerTables, TABLE_LABELS, type TableName, TIME_COLUMNS } from "./tables";

const DEADLOCK_RATE = 0.012;

/** What to read: equality on columns, a time window (start included, end not), and a page. */
export interface Selection {
  equal?: Record<string, string | undefined>;
  from?: string;
  to?: string;
  limit: number;
  offset?: number;
}

/** The rows of a page, and how many there are on all pages. */
export interface Page<T> {
  rows: T[];
  total: number;
}

/** The ledger's database: tables in memory, the spans of a real SQL client. */
export class LedgerDatabase {
  constructor(
    private readonly tables: LedgerTables,
    private readonly instrument: Instrument,
    private readonly clock: SimulatedClock,
    private readonly random: Random,
  ) {}

  /** Reads one page of the rows that exist by now. */
  select<N extends TableName>(table: N, selection: Selection): Promise<Page<LedgerTables[N][number]>> {
    const where = conditions(table, selection);
    const text = `SELECT * FROM ${table}${where === "" ? "" : ` WHERE ${where}`} ORDER BY 1 OFFSET @offset ROWS FETCH NEXT @limit ROWS ONLY`;
    return this.query(table, "SELECT", text, () => {
      const { offset = 0, limit } = selection;
      const all = (this.tables[table] as LedgerTables[N][number][]).filter(this.filter(table, selection));
      const rows = all.slice(offset, offset + limit);
      return { result: { rows, total: all.length }, returned: rows.length };
    });
  }

  /** Adds rows. */
  insert<N extends TableName>(table: N, rows: LedgerTables[N]): Promise<void> {
    return this.query(table, "INSERT", `INSERT INTO ${table} VALUES (@rows)`, () => {
      (this.tables[table] as unknown[]).push(...rows);
      return { result: undefined, returned: 0, attributes: { "db.operation.batch.size": rows.length } };
    });
  }

  /** Changes the rows with these columns; returns how many. */
  update<N extends TableName>(
    table: N,
    equal: Record<string, string>,
    change: Partial<LedgerTables[N][number]>,
  ): Promise<number> {
    const set = Object.keys(change).map((column) => `${column} = @${column}`);
    const text = `UPDATE ${table} SET ${set.join(", ")} WHERE ${conditions(table, { equal, limit: 1 })}`;
    return this.query(table, "UPDATE", text, () => {
      const rows = (this.tables[table] as LedgerTables[N][number][]).filter(this.filter(table, { equal, limit: 1 }));
      for (const row of rows) Object.assign(row, change);
      return { result: rows.length, returned: 0 };
    });
  }

  private query<T>(
    table: TableName,
    operation: string,
    text: string,
    work: () => { result: T; returned: number; attributes?: Attributes },
  ): Promise<T> {
    const attributes = {
      [ATTR_DB_SYSTEM_NAME]: DB_SYSTEM_NAME_VALUE_MICROSOFT_SQL_SERVER,
      [ATTR_DB_NAMESPACE]: "finance_ledger",
      [ATTR_DB_COLLECTION_NAME]: table,
      [ATTR_DB_OPERATION_NAME]: operation,
      [ATTR_DB_QUERY_TEXT]: text,
      ...labelAttributes(TABLE_LABELS[table]),
    };
    return this.instrument.run(`${operation} ${table}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      if (this.random.chance(DEADLOCK_RATE)) {
        this.clock.advance(this.random.around(2100));
        span.setAttribute(ATTR_DB_RESPONSE_STATUS_CODE, "1205");
        throw new TypedError(
          "1205",
          "Transaction was deadlocked on lock resources and has been chosen as the deadlock victim.",
        );
      }
      const { result, returned, attributes: more = {} } = work();
      this.clock.advance(this.random.around(4 + returned * 0.06));
      span.setAttributes({ ...more, ...(operation === "SELECT" ? { "db.response.returned_rows": returned } : {}) });
      return result;
    });
  }

  private filter(table: TableName, { equal = {}, from = "", to }: Selection): (row: object) => boolean {
    const now = this.clock.now().toISOString();
    const end = to !== undefined && to < now ? to : now;
    const timeColumn = TIME_COLUMNS[table];
    const wanted = Object.entries(equal).filter(([, value]) => value !== undefined);
    return (row) => {
      const cells = row as Record<string, unknown>;
      const time = timeColumn === undefined ? undefined : String(cells[timeColumn]);
      return (
        (time === undefined || (time >= from && time < end)) &&
        wanted.every(([column, value]) => cells[column] === value)
      );
    };
  }
}

function conditions(table: TableName, { equal = {}, from, to }: Selection): string {
  const columns = Object.entries(equal).filter(([, value]) => value !== undefined);
  const terms = columns.map(([column]) => `${column} = @${column}`);
  const time = TIME_COLUMNS[table];
  if (time !== undefined && from !== undefined) terms.push(`${time} >= @from`);
  if (time !== undefined && to !== undefined) terms.push(`${time} < @to`);
  return terms.join(" AND ");
}

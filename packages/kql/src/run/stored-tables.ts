import { nearest } from "@sentinel-agent-identities/spelling";
import type { CompiledQuery } from "../compile/compiled-query";
import { GEO_TABLE } from "../compile/functions/geo";
import { KqlRuntimeError } from "../errors";
import { INGESTION_TIME } from "../plan/relation";
import { sqlType } from "../plan/scalar";
import { identifier, sqlNames } from "../plan/sql";
import type { Column, TableSchema } from "../types";
import type { Engine } from "./engine";

/** A table of a database: its columns and where they are stored. */
export interface StoredTable {
  readonly columns: readonly Column[];
  /** Quoted identifier. */
  readonly storage: string;
  /** Quoted identifiers of the columns. */
  readonly names: readonly string[];
}

/** The tables of a database, by name. */
export class StoredTables {
  private readonly tables = new Map<string, StoredTable>();

  /** Creates a table, empty; one of the same name is replaced. */
  create(schema: TableSchema, engine: Engine, lane = 0): Promise<void> {
    return this.made(schema, engine, "CREATE OR REPLACE TABLE", lane);
  }

  /** Creates a table, unless the file has it. */
  keep(schema: TableSchema, engine: Engine): Promise<void> {
    return this.made(schema, engine, "CREATE TABLE IF NOT EXISTS", 0);
  }

  private async made(schema: TableSchema, engine: Engine, verb: string, lane: number): Promise<void> {
    const known = this.tables.get(schema.name);
    const storage = known?.storage ?? this.freeStorage(schema.name);
    const names = sqlNames(schema.columns.map((column) => column.name));
    const columns = schema.columns.map((column, index) => `${names[index]} ${sqlType(column.type)}`);
    const all = [...columns, `${identifier(INGESTION_TIME)} BIGINT`];
    await engine.run(`${verb} ${storage} (${all.join(", ")})`, lane);
    this.tables.set(schema.name, { columns: schema.columns, storage, names });
  }

  /** Gives a table another name; one of that name is replaced. */
  async rename(from: string, to: string, engine: Engine): Promise<void> {
    const table = this.get(from);
    if (this.has(to)) await this.drop(to, engine);
    const storage = this.freeStorage(to);
    await engine.run(`ALTER TABLE ${table.storage} RENAME TO ${storage}`);
    this.tables.delete(from);
    this.tables.set(to, { ...table, storage });
  }

  /** Removes a table. */
  async drop(name: string, engine: Engine): Promise<void> {
    await engine.run(`DROP TABLE ${this.get(name).storage}`);
    this.tables.delete(name);
  }

  /** DuckDB folds case: what differs in nothing else is stored by another name. */
  private freeStorage(name: string): string {
    const taken = [...this.tables.values()].map((table) => identifier(unquoted(table.storage)));
    return sqlNames([name], taken)[0]!;
  }

  has(name: string): boolean {
    return this.tables.has(name);
  }

  /** @throws KqlRuntimeError when there is none of that name */
  get(name: string): StoredTable {
    const found = this.tables.get(name);
    if (found) return found;
    const near = nearest(name, this.tables.keys());
    throw new KqlRuntimeError(`there is no table ${name}${near ? `; did you mean ${near}?` : ""}`, "input");
  }

  /**
   * Where a column of a query goes in a table.
   * @throws KqlRuntimeError when the table lacks it, or has it with another type
   */
  target(name: string, column: Column): string {
    const table = this.get(name);
    const index = table.columns.findIndex((candidate) => candidate.name === column.name);
    const found = table.columns[index];
    if (!found) {
      const near = nearest(
        column.name,
        table.columns.map((candidate) => candidate.name),
      );
      throw new KqlRuntimeError(
        `the query returns the column ${column.name}, which ${name} does not have${near ? `; did you mean ${near}?` : ""}`,
        "input",
      );
    }
    if (found.type !== column.type) {
      throw new KqlRuntimeError(
        `the query returns ${column.name} as ${column.type}; in ${name} it is ${found.type}`,
        "input",
      );
    }
    return table.names[index]!;
  }

  /**
   * The columns that a query's rows go to, and what goes there; strings that the query does not give are empty.
   * @param now when rows came in that are of no single row, in SQL
   * @throws KqlRuntimeError when the table lacks one of the query's columns, or has it with another type
   */
  insertion(
    name: string,
    now: string,
    { columns, names, ingestionTime = now }: Pick<CompiledQuery, "columns" | "names" | "ingestionTime">,
  ): { readonly storage: string; readonly into: string; readonly values: string } {
    const table = this.get(name);
    const targets = columns.map((column) => this.target(name, column));
    const absent = table.columns.flatMap((column, index) =>
      column.type === "string" && !targets.includes(table.names[index]!) ? [table.names[index]!] : [],
    );
    return {
      storage: table.storage,
      into: [...targets, ...absent, identifier(INGESTION_TIME)].join(", "),
      values: [...names, ...absent.map(() => "''"), ingestionTime].join(", "),
    };
  }

  /** The storage of a table a query reads; a look-up that was never filled is empty. */
  scan(name: string, query: CompiledQuery): string {
    const lookup = query.lookupColumns[name];
    const found = this.tables.get(name);
    if (!found && name === GEO_TABLE) {
      throw new KqlRuntimeError("no rows were given for geo_info_from_ip_address(); use setGeoInfo()", "input");
    }
    if (found || !lookup) return (found ?? this.get(name)).storage;
    const names = sqlNames(lookup.map((column) => column.name));
    const empty = lookup.map((column, index) => `NULL::${sqlType(column.type)} AS ${names[index]}`);
    return `(SELECT ${[...empty, `NULL::BIGINT AS ${identifier(INGESTION_TIME)}`].join(", ")} WHERE false)`;
  }
}

/** The name that a quoted identifier stands for. */
export const unquoted = (quotedName: string): string => quotedName.slice(1, -1).replaceAll('""', '"');

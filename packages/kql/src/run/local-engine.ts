import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from "@duckdb/node-api";
import { beforeLeaving } from "@sentinel-agent-identities/processes";
import type { ScriptFunction, ScriptType } from "../compile/family";
import { families } from "../compile/functions";
import { KqlRuntimeError } from "../errors";
import type { Column, KqlType } from "../types";
import type { Engine, EngineOptions } from "./engine";
import { FreedMemory } from "./freed-memory";
import { bytesOf } from "./memory-size";
import { MemoryWatch } from "./memory-watch";
import { Optimizers } from "./optimizers";
import { Plans } from "./plans";
import { standingDatabase } from "./standing-tables";

const compressedDatabase = "compressed";

/** DuckDB in this process. */
export class LocalEngine implements Engine {
  private readonly working = new Set<Promise<unknown>>();
  /** What comes last in each lane. */
  private readonly turns: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
  private readonly peaks = [0, 0];
  private leaving = false;
  /** Functions of ours run in this thread, which a statement waits for. */
  private readonly forget = beforeLeaving(() => this.windUp());

  private constructor(
    private readonly instance: DuckDBInstance,
    /** By lane. All are there from the start: settings are locked afterwards. */
    private readonly connections: readonly DuckDBConnection[],
    private readonly memory: MemoryWatch,
    private readonly freed: FreedMemory,
    private readonly optimizers: Optimizers,
    /** Bytes of the file that DuckDB may hold in memory, to give them up when others need it. */
    private readonly cached: number,
    private readonly isCompressed: boolean,
    /** Of the first lane, where plans are kept. */
    private readonly plans?: Plans,
  ) {}

  static async open(options: EngineOptions = {}): Promise<LocalEngine> {
    const freed = new FreedMemory(options.memoryLimit);
    const optimizers = new Optimizers(options.repeats ?? false);
    const instance = await DuckDBInstance.create(options.path ?? ":memory:", {
      threads: String(options.threads ?? 1),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      memory_limit: freed.memoryLimit,
      // Rows come in by the ten thousand: to put each batch in its place at once would write them several times over.
      ...(options.path ? { checkpoint_threshold: "512MB" } : {}),
      disabled_optimizers: options.path ? optimizers.withRows : optimizers.atFirst,
    });
    const connections = [await instance.connect(), await instance.connect()];
    const engine = new LocalEngine(
      instance,
      connections,
      new MemoryWatch(options.memoryLimit),
      freed,
      optimizers,
      options.path ? bytesOf(freed.memoryLimit) : 0,
      options.compressed ?? false,
      options.repeats ? new Plans() : undefined,
    );
    await engine.prepare();
    return engine;
  }

  private async prepare(): Promise<void> {
    // Only a database that is attached may be compressed in memory.
    if (this.isCompressed) {
      await this.run(`ATTACH ':memory:' AS ${compressedDatabase} (COMPRESS)`);
      for (const lane of this.connections.keys()) await this.run(`USE ${compressedDatabase}`, lane);
    }
    for (const lane of this.connections.keys()) await this.run("SET TimeZone = 'UTC'", lane);
    for (const script of families.flatMap((family) => family.scripts ?? [])) {
      this.connections[0]!.registerScalarFunction(scalarFunction(script));
    }
    const macros = inOrderOfUse(families.flatMap((family) => family.macros ?? []));
    await this.run(macros.map((macro) => `CREATE OR REPLACE MACRO ${macro}`).join(";\n"));
    await this.run(`ATTACH ':memory:' AS ${standingDatabase} (COMPRESS)`);
    // Rows come in through the appender: no query needs a file or the network.
    await this.run(
      "SET enable_external_access = false; SET allowed_configs = ['memory_limit', 'disabled_optimizers']; SET lock_configuration = true",
    );
  }

  async run(sql: string, lane = 0): Promise<void> {
    await this.guarded(lane, (connection) => connection.run(sql));
  }

  async columns(sql: string, lane = 0, growth?: number): Promise<unknown[][]> {
    const work = async (connection: DuckDBConnection) =>
      this.plans && lane === 0 ? (await this.plans.of(connection, sql)).runAndReadAll() : connection.runAndReadAll(sql);
    const reader = await this.guarded(lane, work, growth);
    return reader.getColumns().map((column) => column.map(plainValue));
  }

  append(table: string, columns: readonly Column[], data: readonly (readonly unknown[])[], lane = 0): Promise<void> {
    return this.inTurn(lane, () => this.appendNow(table, columns, data, lane));
  }

  private async appendNow(
    table: string,
    columns: readonly Column[],
    data: readonly (readonly unknown[])[],
    lane: number,
  ): Promise<void> {
    const types = [...columns.map((column) => storageTypes[column.type]), BIGINT];
    const appender = await this.connections[lane]!.createAppender(table);
    const rows = data[0]?.length ?? 0;
    for (let from = 0; from < rows; from += 2048) {
      const chunk = DuckDBDataChunk.create(types);
      chunk.setColumns(
        data.map((column, index) => column.slice(from, from + 2048).map((value) => stored(value, types[index]!))),
      );
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    if (this.optimizers.became(rows)) await this.useOptimizers(1 - lane);
  }

  /** While the other lane rests: its statements read the setting as they are planned. */
  private useOptimizers(other: number): Promise<unknown> {
    const sql = `SET disabled_optimizers = '${this.optimizers.withRows}'`;
    return this.inTurn(other, () => this.connections[other]!.run(sql));
  }

  async compact(): Promise<void> {
    if (this.isCompressed) await this.run(`CHECKPOINT ${compressedDatabase}`);
  }

  peak(lane: number): number {
    return this.peaks[lane]!;
  }

  interrupt(lane?: number): void {
    for (const [index, connection] of this.connections.entries())
      if (lane === undefined || lane === index) connection.interrupt();
  }

  close(): void {
    this.forget();
    this.plans?.clear();
    for (const connection of this.connections) connection.closeSync();
    this.instance.closeSync();
  }

  /**
   * One thing at a time in a lane. What this thread asks of a connection waits for the statement that runs there; that one may
   * wait for a function of ours, which runs in this thread: both would wait for ever.
   */
  private inTurn<T>(lane: number, work: () => Promise<T>): Promise<T> {
    const turn = this.turns[lane]!.then(work);
    this.turns[lane] = turn.catch(() => undefined);
    return turn;
  }

  private guarded<T>(lane: number, work: (connection: DuckDBConnection) => Promise<T>, growth?: number): Promise<T> {
    return this.inTurn(lane, () => this.guardedNow(lane, work, growth));
  }

  private async guardedNow<T>(
    lane: number,
    work: (connection: DuckDBConnection) => Promise<T>,
    growth?: number,
  ): Promise<T> {
    const connection = this.connections[lane]!;
    if (this.leaving) return new Promise(() => undefined);
    const watched = this.memory.watch(
      () => connection.interrupt(),
      growth === undefined ? undefined : growth + this.cached,
    );
    const statement = work(connection);
    this.working.add(statement);
    try {
      return await statement;
    } catch (error) {
      // Nobody is told any more.
      if (this.leaving) return await new Promise(() => undefined);
      throw watched.exceeded() ?? asRuntimeError(error, this.memory);
    } finally {
      this.working.delete(statement);
      this.peaks[lane] = watched.end() - this.cached;
      if (this.freed.isMuch) await this.freed.giveBack((sql) => connection.run(sql));
    }
  }

  private windUp(): Promise<unknown> {
    this.leaving = true;
    this.interrupt();
    // One that had not begun was not interrupted.
    const again = setInterval(() => this.interrupt(), 100);
    return Promise.allSettled(this.working).finally(() => clearInterval(again));
  }
}

/** DuckDB's failures by cause. */
function asRuntimeError(error: unknown, memory: MemoryWatch): KqlRuntimeError {
  const message = error instanceof Error ? error.message : String(error);
  if (/out of memory/i.test(message)) return memory.error(error);
  // What follows is SQL that the reader has not written.
  const [told = message] = message.split("\n\nLINE ");
  return new KqlRuntimeError(told, /interrupt/i.test(message) ? "cancelled" : "engine", { cause: error });
}

const storageTypes: Readonly<Record<KqlType, DuckDBType>> = {
  bool: BOOLEAN,
  datetime: BIGINT,
  decimal: DECIMAL(38, 18),
  dynamic: VARCHAR,
  guid: VARCHAR,
  int: BIGINT,
  long: BIGINT,
  real: DOUBLE,
  string: VARCHAR,
  timespan: BIGINT,
};

const stored = (value: unknown, type: DuckDBType): DuckDBValue =>
  type === storageTypes.decimal && typeof value === "string" ? decimalOf(value) : (value as DuckDBValue);

function decimalOf(text: string): DuckDBDecimalValue {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const digits = BigInt(whole + fraction.slice(0, 18).padEnd(18, "0"));
  return new DuckDBDecimalValue(text.startsWith("-") ? -digits : digits, 38, 18);
}

const plainValue = (value: DuckDBValue): unknown => (value instanceof DuckDBDecimalValue ? value.toString() : value);

const scriptTypes: Readonly<Record<ScriptType, DuckDBType>> = { BIGINT, BOOLEAN, DOUBLE, VARCHAR };

/** DuckDB hands every row to the script, also those with NULL. */
function scalarFunction(script: ScriptFunction): DuckDBScalarFunction {
  const run = script.run as (...args: unknown[]) => unknown;
  return DuckDBScalarFunction.create({
    name: script.name,
    parameterTypes: script.parameters.map((type) => scriptTypes[type]),
    returnType: scriptTypes[script.returns],
    specialHandling: script.nulls ?? false,
    mainFunction: (_info, input, output) => {
      const vectors = script.parameters.map((_, index) => input.getColumnVector(index));
      for (let row = 0; row < input.rowCount; row++) {
        const args = vectors.map((vector) => vector.getItem(row));
        const skip = !script.nulls && args.includes(null);
        output.setItem(row, skip ? null : ((called(script.name, run, args) ?? null) as DuckDBValue));
      }
      output.flush();
    },
  });
}

/** Values nested deeper than the stack is high are told as such. */
function called(name: string, run: (...args: unknown[]) => unknown, args: readonly unknown[]): unknown {
  try {
    return run(...args);
  } catch (error) {
    if (!(error instanceof RangeError && /call stack/.test(error.message))) throw error;
    throw new Error(`${name.replace(/^kql_/, "")}: a dynamic value is nested too deep to be taken apart`);
  }
}

/** Macros after those they use. */
function inOrderOfUse(macros: readonly string[]): string[] {
  const nameOf = (macro: string): string => macro.slice(0, macro.indexOf("("));
  const byName = new Map(macros.map((macro) => [nameOf(macro), macro]));
  const ordered = new Set<string>();
  const add = (macro: string): void => {
    for (const [used] of macro.slice(nameOf(macro).length).matchAll(/kql_\w+/g)) {
      const dependency = byName.get(used);
      if (dependency && dependency !== macro && !ordered.has(dependency)) add(dependency);
    }
    ordered.add(macro);
  };
  for (const macro of macros) add(macro);
  return [...ordered];
}

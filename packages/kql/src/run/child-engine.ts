import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forkModule } from "@sentinel-agent-identities/processes";
import { KqlRuntimeError } from "../errors";
import type { Column } from "../types";
import type { Engine, EngineOptions } from "./engine";
import { bytesOf } from "./memory-size";
import { memoryError } from "./memory-watch";
import { type ChildOptions, outOfMemorySignal, type Request, type Response } from "./messages";

const defaultTimeout = 180_000;
/** A child that does not stop this long after being asked to is killed. */
const grace = 1000;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}
type Work = Request extends infer R ? (R extends { method: "interrupt" } ? never : Omit<R, "id">) : never;

/**
 * DuckDB in a child process, on a file of its own: when the child has to be killed, the next statement starts another
 * one on the same tables.
 */
export class ChildEngine implements Engine {
  private readonly folder = mkdtempSync(join(tmpdir(), "kql-"));
  private child: Promise<ChildProcess> | undefined;
  private readonly pending = new Map<number, Pending>();
  private ended: KqlRuntimeError | undefined;
  private nextId = 1;

  private constructor(private readonly options: EngineOptions) {}

  /** @throws KqlRuntimeError when no child can be started; RangeError for a memory limit that is none */
  static async open(options: EngineOptions): Promise<ChildEngine> {
    if (options.memoryLimit) bytesOf(options.memoryLimit);
    const engine = new ChildEngine(options);
    await engine.started();
    return engine;
  }

  async run(sql: string): Promise<void> {
    await this.ask({ method: "run", sql });
  }

  async columns(sql: string): Promise<unknown[][]> {
    return (await this.ask({ method: "columns", sql })) as unknown[][];
  }

  async append(table: string, columns: readonly Column[], data: readonly (readonly unknown[])[]): Promise<void> {
    await this.ask({ method: "append", table, columns, data });
  }

  /** The file is compact by itself. */
  async compact(): Promise<void> {}

  /** Another process takes it. */
  peak(): number {
    return 0;
  }

  /** Also ends a child that is too busy to listen. */
  interrupt(): void {
    this.stop(new KqlRuntimeError("the query was cancelled", "cancelled"));
  }

  close(): void {
    const { child } = this;
    this.child = undefined;
    void child?.then((running) => running.kill("SIGKILL")).catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ask(work: Work): Promise<unknown> {
    const child = await this.started();
    const id = this.nextId++;
    hold(child, true);
    const limit = this.options.isolation?.timeout ?? defaultTimeout;
    const timer = setTimeout(
      () => this.stop(new KqlRuntimeError(`the query took longer than ${limit} ms`, "timeout")),
      limit,
    );
    try {
      return await new Promise((resolve, reject) => {
        this.pending.set(id, { resolve, reject });
        child.send(
          { ...work, id } as Request,
          (error) => error && this.lost(new KqlRuntimeError(`the engine stopped: ${error.message}`, "engine")),
        );
      });
    } finally {
      clearTimeout(timer);
      this.pending.delete(id);
      hold(child, this.pending.size > 0);
    }
  }

  /** Asks the child to stop, and kills it when it does not; what was running fails with `reason`. */
  private stop(reason: KqlRuntimeError): void {
    if (this.pending.size === 0) return;
    this.ended = reason;
    const stopping = this.child;
    void stopping?.then((child) => {
      child.send({ id: 0, method: "interrupt" } satisfies Request, () => undefined);
      setTimeout(() => {
        if (this.ended === reason && this.child === stopping) child.kill("SIGKILL");
      }, grace).unref();
    });
  }

  private started(): Promise<ChildProcess> {
    this.child ??= this.start();
    return this.child;
  }

  private start(): Promise<ChildProcess> {
    const child = forkModule(join(__dirname, "child-main"), [JSON.stringify(this.childOptions())], {
      serialization: "advanced",
    });
    return new Promise((resolve, reject) => {
      child.once("message", () => {
        child.on("message", (response: Response) => this.answered(response));
        hold(child, false);
        resolve(child);
      });
      child.once("exit", (code, signal) => {
        const error = this.ended ?? exitError(code, signal, this.options.memoryLimit);
        reject(error);
        this.lost(error);
      });
    });
  }

  private childOptions(): ChildOptions {
    const { threads = 1, memoryLimit } = this.options;
    return { path: join(this.folder, "tables.duckdb"), threads, ...(memoryLimit ? { memoryLimit } : {}) };
  }

  private answered(response: Response): void {
    const pending = this.pending.get(response.id);
    if (!pending) return;
    if ("result" in response) pending.resolve(response.result);
    else pending.reject(this.ended ?? new KqlRuntimeError(response.error.message, response.error.reason));
    this.ended = undefined;
  }

  private lost(error: KqlRuntimeError): void {
    this.child = undefined;
    this.ended = undefined;
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}

/** An idle child does not keep this process alive; it ends with it. */
function hold(child: ChildProcess, busy: boolean): void {
  for (const handle of [child, child.channel]) busy ? handle?.ref() : handle?.unref();
}

function exitError(code: number | null, signal: string | null, memoryLimit: string | undefined): KqlRuntimeError {
  if (signal === outOfMemorySignal) return memoryError(memoryLimit ?? "the machine");
  return new KqlRuntimeError(`the engine stopped unexpectedly (${signal ?? `exit code ${code}`})`, "engine");
}

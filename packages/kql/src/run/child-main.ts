/** The child process: a DuckDB that answers its parent, and ends itself when it holds too much memory. */
import { endAtOnce } from "@sentinel-agent-identities/processes";
import { KqlRuntimeError } from "../errors";
import { LocalEngine } from "./local-engine";
import { bytesOf } from "./memory-size";
import { type ChildOptions, outOfMemorySignal, type Request, type Response } from "./messages";

/** What Node and DuckDB's code take beside DuckDB's data. */
const baseline = 256 * 1024 * 1024;
const watchInterval = 50;

async function main(options: ChildOptions): Promise<void> {
  if (options.memoryLimit) watch(bytesOf(options.memoryLimit) + baseline);
  const engine = await LocalEngine.open(options);
  process.on("message", (request: Request) => {
    if (request.method === "interrupt") engine.interrupt();
    else void answer(engine, request).then((response) => process.send!(response));
  });
  process.on("disconnect", () => endAtOnce());
  // Ctrl+C reaches every process of a terminal: the parent decides.
  process.on("SIGINT", () => undefined);
  process.send!({ id: 0, result: "ready" } satisfies Response);
}

async function answer(engine: LocalEngine, request: Exclude<Request, { method: "interrupt" }>): Promise<Response> {
  const { id } = request;
  try {
    if (request.method === "append")
      return { id, result: await engine.append(request.table, request.columns, request.data) };
    return { id, result: request.method === "run" ? await engine.run(request.sql) : await engine.columns(request.sql) };
  } catch (error) {
    const reason =
      error instanceof KqlRuntimeError && error.reason !== "timeout" && error.reason !== "input"
        ? error.reason
        : "engine";
    return { id, error: { message: (error as Error).message, reason } };
  }
}

/** DuckDB's own limit does not cover everything it allocates. */
function watch(limit: number): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > limit) endAtOnce(outOfMemorySignal);
  }, watchInterval).unref();
}

void main(JSON.parse(process.argv[2]!) as ChildOptions);

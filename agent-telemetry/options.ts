import { type JsonWebKey, KeyObject, randomUUID } from "node:crypto";
import { join } from "node:path";
import { diag } from "@opentelemetry/api";
import { type Clock, systemClock } from "./clock";
import { errors } from "./errors";
import { nativeStream } from "./record/columns";
import type { Destination, Fetch } from "./sending/logs-ingestion";
import { type SigningKey, signingKey } from "./signing/key";
import { keyInFile } from "./signing/key-file";

/** How to record an agent's operations. */
export interface AgentTelemetryOptions {
  /** Object id of the agent identity: who signs. A GUID. */
  readonly agentId: string;
  /** Logs ingestion endpoint: `https://….ingest.monitor.azure.com`. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule: `dcr-…`. */
  readonly ruleId: string;
  /** Gives a token for `https://monitor.azure.com/.default`; called for every request, so it should cache. */
  readonly token: () => Promise<string>;
  /** Where signed records wait until they are sent, on a disk that outlives the process. Processes may share it. */
  readonly folder: string;
  /**
   * Ed25519 or P-256 private key, or the file that has it as JWK (made when it is not there).
   * @default - the file `key.json` in `folder`
   */
  readonly key?: KeyObject | JsonWebKey | { readonly file: string };
  /** @default Custom-AgentExecutionNative */
  readonly stream?: string;
  /** Spans that wait in memory; more are counted and admitted, not recorded. @default 10000 */
  readonly maxQueuedSpans?: number;
  /** Bytes that wait on disk, compressed. When they are reached, spans wait in memory. @default 100000000 */
  readonly maxSpoolBytes?: number;
  /** How long spans are collected before they are signed and written, in milliseconds. @default 1000 */
  readonly batchDelay?: number;
  /** Longest time for one request, in milliseconds. @default 30000 */
  readonly requestTimeout?: number;
  /** Longest time that `forceFlush()` and `shutdown()` take, in milliseconds. @default 5000 */
  readonly flushTimeout?: number;
  /** Told of every problem, at most once a minute for each kind. @default - `diag.error` of OpenTelemetry's API */
  readonly onProblem?: (problem: Error) => void;
  /** @default - Node's `fetch` */
  readonly fetch?: Fetch;
  /** @default - the machine's */
  readonly clock?: Clock;
  /** Random numbers from 0 to 1, for the time between attempts. @default Math.random */
  readonly random?: () => number;
  /** Names of chains and locks. @default crypto.randomUUID */
  readonly uuid?: () => string;
}

/** Options, checked and complete. */
export interface Settings
  extends Required<
    Omit<AgentTelemetryOptions, "key" | "endpoint" | "ruleId" | "stream" | "token" | "fetch" | "requestTimeout">
  > {
  readonly destination: Destination;
  /** Reads the key, which may have to be made on a disk that is not there yet. */
  readonly loadKey: () => SigningKey;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws TelemetryError for an option that cannot be meant */
export function settingsOf(options: AgentTelemetryOptions): Settings {
  if (!guid.test(String(options.agentId)))
    throw errors.option("agentId", options.agentId, "the object id of the agent identity, a GUID");
  for (const name of ["endpoint", "ruleId", "folder"] as const)
    if (typeof options[name] !== "string" || options[name] === "") throw errors.option(name, options[name], "a text");
  if (!/^https?:\/\/./.test(options.endpoint))
    throw errors.option("endpoint", options.endpoint, "an address such as https://….ingest.monitor.azure.com");
  if (typeof options.token !== "function")
    throw errors.option("token", options.token, "a function that resolves to a token for https://monitor.azure.com");
  for (const name of ["maxQueuedSpans", "maxSpoolBytes", "batchDelay", "requestTimeout", "flushTimeout"] as const)
    if (options[name] !== undefined && !(Number(options[name]) >= 0))
      throw errors.option(name, options[name], "a number that is not negative");
  return {
    agentId: options.agentId.toLowerCase(),
    folder: options.folder,
    loadKey: keyLoader(options),
    maxQueuedSpans: options.maxQueuedSpans ?? 10_000,
    maxSpoolBytes: options.maxSpoolBytes ?? 100_000_000,
    batchDelay: options.batchDelay ?? 1000,
    flushTimeout: options.flushTimeout ?? 5000,
    onProblem: options.onProblem ?? ((problem) => diag.error(problem.message)),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    uuid: options.uuid ?? randomUUID,
    destination: {
      endpoint: options.endpoint,
      ruleId: options.ruleId,
      stream: options.stream ?? nativeStream,
      token: options.token,
      fetch: options.fetch ?? fetch,
      timeout: options.requestTimeout ?? 30_000,
    },
  };
}

function keyLoader({ key, folder }: AgentTelemetryOptions): () => SigningKey {
  if (key === undefined) return () => keyInFile(join(folder, "key.json"));
  if (!(key instanceof KeyObject) && "file" in key) return () => keyInFile(String(key.file));
  const loaded = signingKey(key as KeyObject | JsonWebKey);
  return () => loaded;
}

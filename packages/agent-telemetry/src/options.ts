import { type JsonWebKey, KeyObject, randomUUID } from "node:crypto";
import { join } from "node:path";
import { nativeStream } from "@sentinel-agent-identities/agent-record";
import { type Clock, systemClock } from "./clock";
import { errors } from "./errors";
import { instanceOf } from "./instance";
import { intake } from "./sending/intake";
import { logsIngestion } from "./sending/logs-ingestion";
import type { Destination, Fetch } from "./sending/post";
import type { Service } from "./sending/service";
import { type SigningKey, signingKey } from "./signing/key";
import { keyInFile } from "./signing/key-file";

/** How to record an agent's operations. */
export interface AgentTelemetryOptions {
  /** Object id of the agent identity: who signs. A GUID. */
  readonly agentId: string;
  /** Logs ingestion endpoint: `https://….ingest.monitor.azure.com`. With `ruleId`, or `intake` instead of both. */
  readonly endpoint?: string;
  /** Immutable id of the data collection rule: `dcr-…`. */
  readonly ruleId?: string;
  /** The collector's intake: its address, without `/v1/records`, and the scope of its tokens, `api://…/.default`. */
  readonly intake?: { readonly url: string; readonly scope: string };
  /**
   * Gives a token for a scope: `https://monitor.azure.com/.default`, or that of the intake. Called for every request, so
   * it should cache.
   */
  readonly token: (scope: string) => Promise<string>;
  /** Where signed records wait until they are sent, on a disk that outlives the process. Processes may share it. */
  readonly folder: string;
  /**
   * Ed25519 or P-256 private key, or the file that has it as JWK (made when it is not there).
   * @default - the file `key.json` in `folder`
   */
  readonly key?: KeyObject | JsonWebKey | { readonly file: string };
  /** Of the data collection rule. @default Custom-AgentExecutionNative */
  readonly stream?: string;
  /** Spans that wait in memory; more are counted and admitted, not recorded. @default 10000 */
  readonly maxQueuedSpans?: number;
  /** Memory that those spans take, in bytes: estimated, two for each character. @default 64000000 */
  readonly maxQueuedBytes?: number;
  /** Bytes that wait on disk, compressed. When they are reached, spans wait in memory. @default 100000000 */
  readonly maxSpoolBytes?: number;
  /**
   * How often spans are signed and written, in milliseconds: what a process that is killed has not signed is of this time
   * and that of one write.
   * @default 25
   */
  readonly batchDelay?: number;
  /** How long what is written is collected before it is sent, in milliseconds. @default 1000 */
  readonly sendDelay?: number;
  /** Longest time for one request, in milliseconds. @default 30000 */
  readonly requestTimeout?: number;
  /** Longest time that `forceFlush()` and `shutdown()` take, in milliseconds. @default 5000 */
  readonly flushTimeout?: number;
  /** Told of every problem, at most once a minute for each kind. @default - a warning of the process, once for each kind */
  readonly onProblem?: (problem: Error) => void;
  /** `SrcAgentInstanceId` of the exporter's own records. @default - host name and a hash of the folder's path */
  readonly instance?: string;
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
    Omit<
      AgentTelemetryOptions,
      "key" | "endpoint" | "ruleId" | "intake" | "stream" | "token" | "fetch" | "requestTimeout" | "onProblem"
    >
  > {
  readonly onProblem?: (problem: Error) => void;
  readonly destination: Destination;
  /** Reads the key, which may have to be made on a disk that is not there yet. */
  readonly loadKey: () => SigningKey;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const amounts = [
  "maxQueuedSpans",
  "maxQueuedBytes",
  "maxSpoolBytes",
  "batchDelay",
  "sendDelay",
  "requestTimeout",
  "flushTimeout",
] as const;
const functions = ["fetch", "onProblem", "random", "uuid"] as const;

/** @throws TelemetryError for an option that cannot be meant */
export function settingsOf(options: AgentTelemetryOptions): Settings {
  if (!guid.test(String(options.agentId)))
    throw errors.option("agentId", options.agentId, "the object id of the agent identity, a GUID");
  const service = serviceOf(options);
  const folder = text("folder", options.folder);
  if (typeof options.token !== "function")
    throw errors.option("token", options.token, `a function that resolves to a token for ${service.scope}`);
  for (const name of amounts)
    if (options[name] !== undefined && !(typeof options[name] === "number" && options[name] >= 0))
      throw errors.option(name, options[name], "a number that is not negative");
  for (const name of functions)
    if (options[name] !== undefined && typeof options[name] !== "function")
      throw errors.option(name, options[name], "a function");
  return {
    agentId: options.agentId.toLowerCase(),
    folder,
    loadKey: keyLoader(options),
    maxQueuedSpans: options.maxQueuedSpans ?? 10_000,
    maxQueuedBytes: options.maxQueuedBytes ?? 64_000_000,
    maxSpoolBytes: options.maxSpoolBytes ?? 100_000_000,
    batchDelay: options.batchDelay ?? 25,
    sendDelay: options.sendDelay ?? 1000,
    flushTimeout: options.flushTimeout ?? 5000,
    onProblem: options.onProblem,
    instance: options.instance === undefined ? instanceOf(folder) : text("instance", options.instance),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    uuid: options.uuid ?? randomUUID,
    destination: {
      service,
      token: options.token,
      fetch: options.fetch ?? fetch,
      timeout: options.requestTimeout ?? 30_000,
    },
  };
}

function serviceOf({ endpoint, ruleId, stream, intake: other }: AgentTelemetryOptions): Service {
  if (other === undefined) {
    const address = httpAddress("endpoint", endpoint, "https://….ingest.monitor.azure.com");
    return logsIngestion(address, text("ruleId", ruleId), stream === undefined ? nativeStream : text("stream", stream));
  }
  const both = Object.entries({ endpoint, ruleId, stream }).filter(([, value]) => value !== undefined);
  if (both.length > 0)
    throw errors.options(
      `name the intake and ${both.map(([name]) => name).join(" and ")}`,
      "pass intake, or endpoint and ruleId: records go one way",
    );
  if (typeof other !== "object" || other === null) throw errors.option("intake", other, "{ url, scope }");
  const url = httpAddress("intake.url", other.url, "https://<collector>.azurewebsites.net");
  if (/\/v1\/(records|traces)\/*$/.test(new URL(url).pathname))
    throw errors.option("intake.url", url, "it without /v1/…, which is added");
  return intake(url, text("intake.scope", other.scope));
}

function text(name: string, value: unknown): string {
  if (typeof value !== "string" || value === "") throw errors.option(name, value, "a text");
  return value;
}

/** An address that a path can be added to. */
function httpAddress(name: string, value: unknown, example: string): string {
  const address = text(name, value);
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol) || /[?#]/.test(address))
    throw errors.option(name, value, `an address such as ${example}`);
  return address;
}

function keyLoader({ key, folder }: AgentTelemetryOptions): () => SigningKey {
  if (key === undefined) return () => keyInFile(join(folder, "key.json"));
  if (!(key instanceof KeyObject) && "file" in key) return () => keyInFile(String(key.file));
  const loaded = signingKey(key as KeyObject | JsonWebKey);
  return () => loaded;
}

import { type Kind, kinds } from "./kinds";

/** A setting of the relay. */
export interface Setting {
  /** in the file */
  readonly name: string;
  /** environment variable; it counts before the file */
  readonly variable: string;
  readonly kind: Kind;
  readonly fallback?: string | number | boolean;
  /** for people */
  readonly what: string;
}

const mebibyte = 1024 * 1024;

const setting = (name: string, kind: Kind, what: string, fallback?: Setting["fallback"]): Setting => ({
  name,
  variable: `AGENTID_RELAY_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`,
  kind,
  what,
  ...(fallback === undefined ? {} : { fallback }),
});

/** Every setting with one value. `agents` is a list, and so in the file only. */
export const settings = [
  setting("agent", kinds.guid, "object id of the agent identity that signs what names no other agent"),
  setting(
    "key",
    kinds.text,
    "file with that agent's private key, Ed25519 or P-256 as JWK; made when it is not there. Else `key.json` in the agent's folder",
  ),
  setting(
    "folder",
    kinds.text,
    "where keys and what is not sent yet are kept, a folder for each agent",
    "/var/lib/agentid-relay",
  ),
  setting("endpoint", kinds.address, "logs ingestion endpoint, such as `https://….ingest.monitor.azure.com`"),
  setting("ruleId", kinds.rule, "immutable id of the data collection rule, such as `dcr-…`"),
  setting("stream", kinds.text, "its stream", "Custom-AgentExecutionNative"),
  setting("intakeUrl", kinds.address, "address of the collector's intake, instead of endpoint and rule"),
  setting("intakeScope", kinds.text, "scope of the intake's tokens, such as `api://…/.default`"),
  setting(
    "identity",
    kinds.identity,
    "`managed` or `workload`: how the relay signs in. Else `workload` where Azure's webhook has set its variables",
  ),
  setting("clientId", kinds.guid, "client id of a user-assigned managed identity"),
  setting("host", kinds.text, "address to listen on", "127.0.0.1"),
  setting(
    "allowOtherHosts",
    kinds.flag,
    "whether others than this machine (in a pod: this pod) may be listened to",
    false,
  ),
  setting("httpPort", kinds.port, "port of OTLP over HTTP; `off` for none", 4318),
  setting("grpcPort", kinds.port, "port of OTLP over gRPC; `off` for none", 4317),
  setting(
    "tokenFile",
    kinds.text,
    "file with a text that senders must bring as `Authorization: Bearer …`. Else everybody who reaches the address may send",
  ),
  setting("maxRequestBytes", kinds.amount, "largest request, before and after it is unpacked", 8 * mebibyte),
  setting("maxHeldBytes", kinds.amount, "memory of all requests together", 96 * mebibyte),
  setting(
    "maxSpoolBytes",
    kinds.amount,
    "compressed records of one agent that wait on the disk; beyond, senders are told to come again",
    100_000_000,
  ),
  setting("drainSeconds", kinds.amount, "longest time to send what there is before the process ends", 10),
] as const satisfies readonly Setting[];

/** Members of an entry of `agents`. */
export const agentMembers = ["id", "key", "service", "attributes"] as const;

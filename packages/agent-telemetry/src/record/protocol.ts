import { own } from "@sentinel-agent-identities/otlp/translate";
import { type Reader, textOf } from "./attributes";

/** What of a span says which kind of operation it was. */
export interface Operation {
  readonly kind: string;
  readonly failed: boolean;
  /** `gen_ai.operation.name` */
  readonly name: string;
  readonly mcpMethod: string;
  readonly httpMethod: string;
  readonly dbSystem: string;
  readonly eventType: string;
  readonly operationClass: string;
}

const noise = [
  "ping",
  "initialize",
  "notifications/initialized",
  "notifications/progress",
  "notifications/message",
  "logging/setLevel",
];
const probes = ["/healthz", "/livez", "/readyz"];

/**
 * Whether a span is protocol noise, a health probe or a streaming chunk that went well: the ingest filter drops those of
 * other agents, and a signed record may not be dropped on the way, so it is not written.
 */
export function isProtocol(operation: Operation, attribute: Reader): boolean {
  const { kind, failed, name, mcpMethod, httpMethod, dbSystem } = operation;
  const says = (attributeName: string) => textOf(attribute(attributeName)) !== "";
  if (says(own.eventType) || says(own.targetStore)) return false;
  if (failed || dbSystem !== "" || says("agent.dlp.verdict") || says("agent.handoff.target.id")) return false;
  if (name === "" && httpMethod === "" && noise.includes(mcpMethod)) return true;
  if (kind === "SERVER" && ["GET", "HEAD"].includes(httpMethod) && probes.includes(textOf(attribute("url.path"))))
    return true;
  return httpMethod === "" && mcpMethod === "" && ["", "chat"].includes(name) && says("gen_ai.stream.chunk.index");
}

import { type Effect, gravest } from "../stores/effect";
import { effectOfName } from "../stores/names";

/** A store that is called as a service: the store as `TargetStore` names it, and what the call does. */
export interface ServiceCall {
  readonly store: string;
  readonly effect: Effect | undefined;
}

/** Services of clouds that hold data → the store's name. */
const stores: readonly (readonly [RegExp, string])[] = [
  [/^(s3|amazon ?s3)$/i, "aws.s3"],
  [/^dynamodb$/i, "aws.dynamodb"],
  [/^(secrets ?manager)$/i, "aws.secretsmanager"],
  [/^(ssm)$/i, "aws.ssm"],
  [/^(microsoft\.storage)$/i, "azure.storage"],
  [/^(microsoft\.appconfiguration)$/i, "azure.appconfiguration"],
  [/^google\.cloud\.bigquery\./i, "gcp.bigquery"],
  [/^google\.spanner\./i, "gcp.spanner"],
  [/^(microsoft\.keyvault)$/i, "azure.keyvault"],
  [/^(microsoft\.documentdb|microsoft\.cosmos)$/i, "azure.cosmosdb"],
  [/^(microsoft\.search)$/i, "azure.search"],
  [/^(microsoft\.tables?)$/i, "azure.tables"],
  [/^(storage|google\.storage\.v\d\.storage)$/i, "gcp.storage"],
  [/^(google\.firestore\.v\d\.firestore)$/i, "gcp.firestore"],
  [/^(google\.cloud\.secretmanager.*)$/i, "gcp.secretmanager"],
];

/**
 * A call of an object store or another service that holds data.
 * @param service as `rpc.service` or the cloud's own attribute names it
 * @param method as `rpc.method` names it, else the span's name
 * @returns undefined for any other service
 */
export function serviceCall(service: string, method: string, bucket: string): ServiceCall | undefined {
  const name = stores.find(([form]) => form.test(service))?.[1] ?? (bucket === "" ? undefined : "aws.s3");
  if (!name) return undefined;
  const last = method.slice(method.lastIndexOf(".") + 1);
  return { store: `${name}/${bucket}`, effect: gravest([effectOfName(last)]) };
}

/** What is done to messages: those sent leave, those received are read. */
export function messagingEffect(operation: string, kind: string): Effect {
  if (/^(publish|send|create|produce|enqueue)/i.test(operation)) return "Transfer";
  if (/^(receive|process|deliver|settle|ack|consume|poll|peek|dequeue)/i.test(operation)) return "Read";
  return kind === "PRODUCER" || kind === "CLIENT" ? "Transfer" : "Read";
}

import type { Kind } from "../dialects";
import type { Dynamic, StatusCodeName } from "../row";
import { effectOfName } from "../stores/names";
import { effectOfStore, isSessionCall } from "../stores/store-effect";
import { authorityOf, hostAndPort } from "./addresses";
import {
  classOfMethod,
  plainClassOfName,
  plainEventType,
  plainOperationClass,
  plainTypeOfName,
  saidClass,
  textOf,
} from "./plain";
import { messagingEffect, type ServiceCall, serviceCall } from "./services";
import { canonical, columns, type Holding, meanings, slot, spanNames } from "./tables";
import { plainWord } from "./words";

/** A span as its emitter wrote it. */
export interface EmittedSpan {
  readonly name: string;
  readonly kind: string;
  readonly status: StatusCodeName;
  /** changed in place */
  readonly attributes: { [name: string]: Dynamic };
  /** the type that its exception event names; empty without one */
  readonly exceptionType: string;
}

/** Attributes that begin so are the reader's own; what a sender puts there is removed. */
export const ownPrefix = "agent.read.";
/** The reader's own attributes, which the stream's transform prefers to what it would find by itself. */
export const own = {
  eventType: `${ownPrefix}event_type`,
  operationClass: `${ownPrefix}operation_class`,
  targetStore: `${ownPrefix}target_store`,
  agentSource: `${ownPrefix}agent_source`,
  sentAgentId: `${ownPrefix}sent_agent_id`,
} as const;

const at = {
  originalType: slot("EventOriginalType"),
  errorType: slot("EventOriginalErrorType"),
  toolName: slot("ToolName"),
  toolId: slot("ToolId"),
  mcpMethod: slot("McpMethod"),
  model: slot("ModelName"),
  inputTokens: slot("InputTokensUsed"),
  targetId: slot("TargetAgentId"),
  targetName: slot("TargetAgentName"),
  verdict: slot("DlpVerdict"),
  storeSystem: slot("StoreSystem"),
  storeOperation: slot("StoreOperation"),
  statement: slot("StoreStatement"),
  summary: slot("StoreSummary"),
  collection: slot("TargetResourceName"),
  method: slot("HttpMethod"),
  status: slot("HttpStatus"),
  url: slot("DstUrl"),
  path: slot("UrlPath"),
  domain: slot("DstDomain"),
  port: slot("DstPortNumber"),
  rpcService: slot("RpcService"),
  rpcMethod: slot("RpcMethod"),
  rpcSystem: slot("RpcSystem"),
  rpcStatus: slot("RpcStatus"),
  bucket: slot("Bucket"),
  messaging: slot("MessagingSystem"),
  messagingOperation: slot("MessagingOperation"),
  destination: slot("MessagingDestination"),
} as const;

// One set of these for all spans: they are read one after the other.
const values: (Dynamic | undefined)[] = new Array(columns.length).fill(undefined);
const ranks: number[] = new Array(columns.length).fill(0);
const filled: number[] = [];
const later: { holding: Holding; value: Dynamic }[] = [];

/** Gives a column a value that was not sent under any name. */
function put(column: number, value: Dynamic | undefined): void {
  if (values[column] === undefined && value !== undefined) filled.push(column);
  values[column] = value;
}

/**
 * Gives a span the attributes that the stream's transform reads, found by the tables of all dialects. What is there by
 * its current name stays as it is.
 * @returns the status: `ERROR` as well where the span says in another way that the operation failed
 */
export function translate(span: EmittedSpan): StatusCodeName {
  const said = collect(span.attributes);
  const named = nameOf(span.name, said.isGenAi);
  const kind = said.kind ?? named?.kind;
  const before = said.kind === undefined || said.kind === "Other" ? named?.kind : said.kind;
  const settled = kind === "Other" ? before : kind;
  for (const { holding, value } of later) if (holding.on === settled) hold(holding, value);
  later.length = 0;
  if (named?.rest !== undefined && values[named.rest] === undefined && named.kind === settled && named.text !== "")
    put(named.rest, named.text);
  if (values[at.originalType] === undefined && said.word !== "") put(at.originalType, said.word);
  if (span.exceptionType !== "" && values[at.errorType] === undefined) put(at.errorType, span.exceptionType);
  if (said.triggered !== undefined && values[at.verdict] === undefined) put(at.verdict, said.triggered);
  completeHttp(span.kind);
  completeStore();
  const failed = span.status === "ERROR" || said.failed || failure(span);
  write(span.attributes);
  classify(span, settled, said);
  return failed ? "ERROR" : span.status;
}

const hints = new Set(["mcp.tool.read_only_hint", "mcp.tool.destructive_hint", "agent.operation.class"]);

interface Said {
  kind: Kind | undefined;
  /** the emitter's word for it */
  word: string;
  failed: boolean;
  isGenAi: boolean;
  /** whether the agent or its tool says what the operation does */
  hasHints: boolean;
  /** what a guardrail that was or was not triggered decides */
  triggered: string | undefined;
}

function collect(attributes: EmittedSpan["attributes"]): Said {
  for (const column of filled) values[column] = undefined;
  filled.length = 0;
  later.length = 0;
  const said: Said = {
    kind: undefined,
    word: "",
    failed: false,
    isGenAi: false,
    hasHints: false,
    triggered: undefined,
  };
  let rank = Number.POSITIVE_INFINITY;
  for (const name in attributes) {
    if (name.startsWith("gen_ai.")) said.isGenAi = true;
    const meaning = meanings.get(name);
    if (meaning === undefined) {
      if (name.startsWith(ownPrefix)) delete attributes[name];
      else if (hints.has(name)) said.hasHints = true;
      else if (name === "gen_ai.guardrail.triggered")
        said.triggered = textOf(attributes[name]) === "true" ? "deny" : "allow";
      continue;
    }
    const value = attributes[name]!;
    if (value === null || value === "") continue;
    for (const holding of meaning.holdings) {
      if (holding.on === undefined) hold(holding, value);
      else later.push({ holding, value });
    }
    if (meaning.failures?.has(plainWord(textOf(value)))) said.failed = true;
    if (meaning.kinds !== undefined) {
      const kind = meaning.kinds.get(plainWord(textOf(value)));
      const weight = meaning.kindRank + (kind === "Other" ? weak : 0);
      if (kind !== undefined && weight < rank) {
        said.kind = kind;
        said.word = textOf(value);
        rank = weight;
      }
    }
  }
  return said;
}

/** A kind that is none counts less than any that is one, whichever attribute says it. */
const weak = 1_000_000;

function hold({ column, rank }: Holding, value: Dynamic): void {
  if (values[column] === undefined) filled.push(column);
  else if (ranks[column]! <= rank) return;
  values[column] = value;
  ranks[column] = rank;
}

interface NameSaid {
  readonly kind: Kind;
  /** the column that the rest of the name holds */
  readonly rest: number | undefined;
  readonly text: string;
  /** whether its word is plain English, which means something on spans of agents only */
  readonly isPlain: boolean;
}

/** Names of spans repeat; what is new on each is not kept. */
const mostNames = 2000;
const namesSaid = new Map<string, NameSaid | undefined>();

/** What the name of a span says: all of it, or its first word and the rest. */
function nameOf(name: string, isGenAi: boolean): NameSaid | undefined {
  let said = namesSaid.get(name);
  if (said === undefined && !namesSaid.has(name)) {
    said = readName(name);
    if (namesSaid.size < mostNames && name.length < 100) namesSaid.set(name, said);
  }
  return said?.isPlain && !isGenAi ? undefined : said;
}

function readName(name: string): NameSaid | undefined {
  const blank = name.indexOf(" ");
  const whole = spanNames.get(name.toLowerCase());
  const first = whole ?? (blank > 0 ? spanNames.get(name.slice(0, blank).toLowerCase()) : undefined);
  if (!first) return undefined;
  const rest = name
    .slice(blank + 1)
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\([^)]*\)$/, "")
    .trim();
  return { ...first, text: whole ? "" : rest, isPlain: !/[_./ ]/.test(whole ? name : name.slice(0, blank)) };
}

const text = (column: number): string => textOf(values[column]);

/** What the older names of HTTP leave to be put together: the method in capitals, host, port and address. */
function completeHttp(kind: string): void {
  if (values[at.method] === undefined) return;
  put(at.method, text(at.method).toUpperCase());
  if (kind !== "CLIENT") return;
  const domain = text(at.domain);
  const split = hostAndPort(domain);
  if (split.port !== undefined) {
    put(at.domain, split.host);
    if (values[at.port] === undefined) put(at.port, split.port);
  }
  const authority = authorityOf(text(at.url));
  if (authority) {
    if (values[at.domain] === undefined) put(at.domain, authority.host);
    if (values[at.port] === undefined) put(at.port, authority.port);
  } else if (values[at.url] === undefined && values[at.path] !== undefined && domain !== "") {
    const path = text(at.path);
    if (/^https?:/i.test(path)) put(at.url, path);
    else if (path.startsWith("/")) {
      const port = text(at.port);
      const usual = port === "" || port === "443";
      put(
        at.url,
        `${port === "80" ? "http" : "https"}://${split.host}${usual || port === "80" ? "" : `:${port}`}${path}`,
      );
    }
  }
}

function completeStore(): void {
  const collection = values[at.collection];
  if (Array.isArray(collection)) put(at.collection, collection.length > 0 ? textOf(collection[0]) : undefined);
  if (values[at.storeSystem] === undefined) return;
  if (values[at.storeOperation] === undefined && values[at.rpcMethod] !== undefined)
    put(at.storeOperation, values[at.rpcMethod]);
  const summary = text(at.summary);
  if (values[at.collection] === undefined && summary !== "") {
    const target = summary.split(/\s+/)[1];
    if (target !== undefined) put(at.collection, target);
  }
}

/** Whether the span names an error, or ended in one although its status does not say so. */
function failure({ kind, status, exceptionType, attributes }: EmittedSpan): boolean {
  if (text(at.errorType) !== "")
    return exceptionType === "" || attributes["error.type"] !== undefined || status !== "OK";
  const code = Number(text(at.status));
  if (code >= 500 || (code >= 400 && kind === "CLIENT")) {
    put(at.errorType, String(code));
    return true;
  }
  const rpc = text(at.rpcStatus);
  if (rpc !== "" && rpc !== "0" && rpc !== "OK") {
    put(at.errorType, rpc);
    return true;
  }
  return false;
}

function write(attributes: EmittedSpan["attributes"]): void {
  for (const column of filled) {
    const value = values[column];
    if (value === undefined) continue;
    const name = canonical[column]!;
    if (ranks[column] !== 0 || attributes[name] !== value) attributes[name] = value;
  }
}

let current: EmittedSpan["attributes"] = {};
const plain = { kind: "", text: (name: string) => textOf(current[name]) };

/** Columns that decide more than the operation's name does. */
const deciding = [
  at.storeSystem,
  at.storeOperation,
  at.method,
  at.mcpMethod,
  at.verdict,
  at.targetId,
  at.targetName,
  at.messaging,
  at.rpcService,
  at.rpcSystem,
  at.bucket,
];

function classify(span: EmittedSpan, kind: Kind | undefined, said: Said): void {
  const isKnown = said.kind === "Other";
  if (kind !== undefined && !isKnown && !said.hasHints && deciding.every(isUnset)) {
    const name = text(at.originalType);
    const type = kind === "Other" ? eventTypeOf(span, kind, isKnown, false, undefined) : kind;
    if (plainTypeOfName(name) !== type) span.attributes[own.eventType] = type;
    const operationClass = classOfKind(type, kind);
    if (plainClassOfName(name) !== operationClass) span.attributes[own.operationClass] = operationClass;
    return;
  }
  const { attributes } = span;
  current = attributes;
  plain.kind = span.kind;
  const service = serviceOf(span);
  if (service && values[at.storeSystem] === undefined) attributes[own.targetStore] = service.store;
  const effect = effectOf(span, service);
  const type = eventTypeOf(span, kind, isKnown, service !== undefined, effect);
  const operationClass = effect ?? otherClass(type, kind, plain.text);
  if (plainEventType(plain) !== type) attributes[own.eventType] = type;
  if (plainOperationClass(plain) !== operationClass) attributes[own.operationClass] = operationClass;
}

const isUnset = (column: number): boolean => values[column] === undefined;

function serviceOf(span: EmittedSpan): ServiceCall | undefined {
  const messages = text(at.messaging);
  if (messages !== "" && values[at.messagingOperation] !== undefined) {
    const store = `${messages}/${text(at.destination)}`;
    return { store, effect: messagingEffect(text(at.messagingOperation), span.kind) };
  }
  if (values[at.rpcService] === undefined && values[at.bucket] === undefined) return undefined;
  return serviceCall(text(at.rpcService), text(at.rpcMethod) || span.name, text(at.bucket));
}

function effectOf(span: EmittedSpan, service: ServiceCall | undefined): string | undefined {
  const system = text(at.storeSystem);
  if (system === "")
    return service?.effect ?? (values[at.method] === undefined ? undefined : classOfMethod(text(at.method)));
  const call = {
    system,
    operation: text(at.storeOperation),
    statement: text(at.statement),
    summary: text(at.summary),
    spanName: span.name,
    httpMethod: text(at.method),
    url: text(at.url) || text(at.path),
  };
  return effectOfStore(call) ?? (isSessionCall(call) ? "Other" : undefined);
}

/** The class of what has no target that says it. */
function otherClass(type: string, kind: Kind | undefined, textOfAttribute: (name: string) => string): string {
  return saidClass(textOfAttribute) ?? classOfKind(type, kind);
}

function classOfKind(type: string, kind: Kind | undefined): string {
  if (type === "AgentInvoked" || type === "WorkflowInvoked") return "Invoke";
  if (type === "DataAccessed" && kind === type) return "Read";
  if (type === "NetworkEgress" && values[at.rpcMethod] !== undefined)
    return effectOfName(text(at.rpcMethod)) ?? "Other";
  if (type === "DataWritten" && kind === type) return effectOfName(text(at.originalType)) ?? "Write";
  return "Other";
}

function eventTypeOf(
  span: EmittedSpan,
  kind: Kind | undefined,
  isKnown: boolean,
  isService: boolean,
  effect: string | undefined,
): string {
  if (kind !== undefined && kind !== "Other") return kind;
  if (values[at.targetId] !== undefined || (values[at.targetName] !== undefined && kind !== "Other"))
    return "AgentHandoff";
  if (values[at.verdict] !== undefined) return "PolicyDecision";
  if (values[at.storeSystem] !== undefined || isService) {
    if (effect === "Read") return "DataAccessed";
    return effect === "Other" ? "Other" : "DataWritten";
  }
  const mcpMethod = text(at.mcpMethod);
  const isRpc = values[at.rpcSystem] !== undefined && values[at.domain] !== undefined && mcpMethod === "";
  if (span.kind === "CLIENT" && (values[at.method] !== undefined || isRpc)) return "NetworkEgress";
  if (mcpMethod === "tools/call") return "ToolExecuted";
  if (mcpMethod === "resources/read") return "DataAccessed";
  if (isKnown || mcpMethod !== "") return "Other";
  if (values[at.toolName] !== undefined || values[at.toolId] !== undefined) return "ToolExecuted";
  return values[at.model] !== undefined || values[at.inputTokens] !== undefined ? "ModelInference" : "Other";
}

import type { Kind } from "../dialects";
import type { Dynamic } from "../row";
import { effectOfName } from "../stores/names";
import { effectOfStore, isSessionCall } from "../stores/store-effect";
import type { Said } from "./collect";
import { type EmittedSpan, own } from "./emitted-span";
import { at, text, values } from "./held";
import {
  classOfMethod,
  listIn,
  plainClassOfName,
  plainEventType,
  plainOperationClass,
  plainTypeOfName,
  saidClass,
  textOf,
} from "./plain";
import { messagingEffect, type ServiceCall, serviceCall } from "./services";

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

/** Says what a span is and does to its target, where the stream's transform would not find it by itself. */
export function classify(span: EmittedSpan, kind: Kind | undefined, said: Said): void {
  const isKnown = said.kind === "Other";
  const source = values[at.dataSource];
  if (
    (kind === "DataAccessed" || kind === "DataWritten") &&
    source !== undefined &&
    isUnset(at.storeSystem) &&
    text(at.originalType) !== "retrieval"
  )
    span.attributes[own.targetStore] = namesIn(source);
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

/** A list of names, which some write as JSON, as a text. */
function namesIn(source: Dynamic): string {
  const names = listIn(source);
  return names ? names.map(String).join(", ") : textOf(source);
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
  if (type === "DataWritten" && kind === type)
    return effectOfName(text(at.storeOperation) || text(at.originalType)) ?? "Write";
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

import type { OtelSpanRow } from "../row";
import { own } from "../translate";
import { textOf } from "../translate/plain";
import { mayBeObjectId } from "./agent-id";
import { type AgentWords, type FoundAgent, isOfRun, type KnownAgents, resolveAgent } from "./resolve-agent";
import { makesRunIds } from "./run-ids";

/** Where agents of other requests' spans are kept. */
export interface TraceAgents {
  /** the agent of a span that came in another request; undefined when it is not known there */
  agentOf(traceId: string, spanId: string): FoundAgent | undefined;
}

/** Ancestors that are looked at. */
const mostSteps = 64;

type Attributes = { [name: string]: OtelSpanRow["Attributes"][string] };

/**
 * Finds out of each span of a request whose it is, and writes it where the stream's transform reads it.
 * @param rows of one request, each span once; their attributes are changed in place
 */
export function nameAgents(rows: readonly OtelSpanRow[], known: KnownAgents = {}, traces?: TraceAgents): void {
  let index: Map<string, OtelSpanRow> | undefined;
  const rowOf = (row: OtelSpanRow): OtelSpanRow | undefined => {
    index ??= new Map(rows.map((one) => [one.TraceId + one.SpanId, one]));
    return row.ParentSpanId === "" ? undefined : index.get(row.TraceId + row.ParentSpanId);
  };
  const isSettled = settledByResource(known);
  // All are found before any is written, so that none takes over what another one took over.
  const open = rows.filter((row) => !isSettled(row));
  const found = open.map((row) => {
    const words = wordsOf(row);
    return { row, words, agent: resolveAgent(words, known, () => above(row, words.name, rowOf, traces)) };
  });
  for (const { row, words, agent } of found) {
    const attributes = row.Attributes as Attributes;
    if (agent.id !== "" && agent.source !== "Span" && !(agent.source === "Resource" && words.spanId === "")) {
      attributes["gen_ai.agent.id"] = agent.id;
      if (agent.source !== "Resource") attributes[own.agentSource] = agent.source;
    } else if (agent.id === "" && isOfRun(agent.sentId, words.isRunId)) {
      // A GUID, which the transform would take for the agent's.
      attributes["gen_ai.agent.id"] = "";
      attributes[own.agentSource] = "Unresolved";
    } else if (agent.source === "Span" && (words.resourceId !== "" || isOfRun(agent.id, words.isRunId)))
      // Named in the tenant file: without that, the transform would take it otherwise.
      attributes[own.agentSource] = "Span";
    if (agent.sentId !== "" && (agent.id !== "" || attributes["gen_ai.agent.id"] === ""))
      attributes[own.sentAgentId] = agent.sentId;
    if (words.name === "" && agent.name !== "") attributes["gen_ai.agent.name"] = agent.name;
    if (words.blueprintId === "" && agent.blueprintId !== "")
      attributes["microsoft.a365.agent.blueprint.id"] = agent.blueprintId;
  }
}

/** Whether a span names no agent and its resource does, so that nothing is to be found: the most usual of all cases. */
function settledByResource({ claim }: KnownAgents): (row: OtelSpanRow) => boolean {
  let last: OtelSpanRow["Resource"] | undefined;
  let names = false;
  return ({ Attributes, Resource }) => {
    if (Resource !== last) {
      last = Resource;
      names = claim === undefined && mayBeObjectId(textOf(Resource["gen_ai.agent.id"]));
    }
    return names && Attributes["gen_ai.agent.id"] === undefined;
  };
}

/** The agent that `nameAgents` found for a row; undefined where it found none. */
export function agentNamed(row: OtelSpanRow): FoundAgent | undefined {
  const source = textOf(row.Attributes[own.agentSource]);
  const words = wordsOf(row);
  const id = source === "" ? resolveAgent(words).id : source === "Unresolved" ? "" : words.spanId;
  return id === "" ? undefined : { id, name: words.name, blueprintId: words.blueprintId };
}

/** What a span and its resource say of their agent. */
export function wordsOf({ Attributes, Resource, ScopeName }: OtelSpanRow): AgentWords {
  const either = (name: string) => textOf(Attributes[name]) || textOf(Resource[name]);
  return {
    spanId: textOf(Attributes["gen_ai.agent.id"]),
    resourceId: textOf(Resource["gen_ai.agent.id"]),
    name: either("gen_ai.agent.name"),
    service: textOf(Resource["service.name"]),
    blueprintId: either("microsoft.a365.agent.blueprint.id"),
    isRunId: makesRunIds(ScopeName, textOf(Attributes["gen_ai.provider.name"])),
  };
}

/**
 * The nearest ancestor that names an agent, and whose agent this is too: a span that names another one belongs to that
 * one, not to the agent that called it.
 */
function above(
  row: OtelSpanRow,
  ownName: string,
  parentOf: (row: OtelSpanRow) => OtelSpanRow | undefined,
  traces: TraceAgents | undefined,
): (FoundAgent & { source: "Ancestor" | "Trace" }) | undefined {
  let name = ownName.toLowerCase();
  let shown = ownName;
  let current = row;
  for (let step = 0; step < mostSteps; step++) {
    const parent = parentOf(current);
    const agent = parent ? agentOf(parent) : traces?.agentOf(current.TraceId, current.ParentSpanId);
    if (agent) {
      const theirs = agent.name.toLowerCase();
      if (name !== "" && theirs !== "" && name !== theirs) break;
      if (agent.id !== "") return { ...agent, name: shown || agent.name, source: parent ? "Ancestor" : "Trace" };
      if (name === "") [name, shown] = [theirs, agent.name];
    }
    if (!parent) break;
    current = parent;
  }
  return shown === ownName ? undefined : { id: "", name: shown, blueprintId: "", source: "Ancestor" };
}

function agentOf(row: OtelSpanRow): FoundAgent | undefined {
  const words = wordsOf(row);
  const { id, name, blueprintId } = resolveAgent(words);
  return id === "" && name === "" ? undefined : { id, name, blueprintId };
}

import type { KnownAgents, OtelSpanRow } from "@sentinel-agent-identities/otlp";
import type { RelayAgent } from "./settings/read";

/**
 * Finds out whose a span is: the agent that the span or its resource names by object id, where the relay signs for it;
 * the agent whose attributes the resource has; the one that signs for all others. An id that is none of these says
 * nothing: frameworks make new ones for each run.
 */
export class Agents {
  private last: { readonly resource: OtelSpanRow["Resource"]; readonly agent: RelayAgent | undefined } | undefined;

  /** what a reader of spans is told of them */
  readonly known: KnownAgents;

  constructor(private readonly agents: readonly RelayAgent[]) {
    const services = agents.flatMap(({ id, attributes }) => {
      const { "service.name": service, ...others } = attributes;
      return service !== undefined && Object.keys(others).length === 0 ? [[service.toLowerCase(), id] as const] : [];
    });
    this.known = { ids: new Set(agents.map(({ id }) => id)), named: new Map(services) };
  }

  /** The one that signs for all others; undefined where there is none. */
  get default(): RelayAgent | undefined {
    return this.agents.find(({ isDefault }) => isDefault);
  }

  /** @returns undefined when it is nobody's */
  of({ Attributes, Resource }: OtelSpanRow): RelayAgent | undefined {
    return this.named(Attributes["gen_ai.agent.id"]) ?? this.ofResource(Resource);
  }

  /** Spans of one resource come one after the other. */
  private ofResource(resource: OtelSpanRow["Resource"]): RelayAgent | undefined {
    if (this.last?.resource !== resource)
      this.last = { resource, agent: this.named(resource["gen_ai.agent.id"]) ?? this.matching(resource) };
    return this.last.agent;
  }

  private named(id: unknown): RelayAgent | undefined {
    if (typeof id !== "string" || id === "") return undefined;
    const wanted = id.toLowerCase();
    return this.agents.find((agent) => agent.id === wanted);
  }

  private matching(resource: OtelSpanRow["Resource"]): RelayAgent | undefined {
    const has = ({ attributes }: RelayAgent) =>
      Object.entries(attributes).every(([name, value]) => String(resource[name] ?? "") === value);
    const own = this.agents.find((agent) => Object.keys(agent.attributes).length > 0 && has(agent));
    return own ?? this.default;
  }
}

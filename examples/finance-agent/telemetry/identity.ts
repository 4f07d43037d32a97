import { type Attributes, type Context, context, propagation } from "@opentelemetry/api";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import type { Span, SpanProcessor } from "@opentelemetry/sdk-trace-base";

/** Baggage that every span within it carries as attributes: who acts, on whose behalf, in which conversation. */
const IDENTITY_KEYS = [
  "gen_ai.agent.id",
  "gen_ai.agent.name",
  "gen_ai.agent.version",
  "microsoft.a365.agent.blueprint.id",
  "gen_ai.conversation.id",
  "user.id",
  "user.name",
] as const;

export type Identity = Partial<Record<(typeof IDENTITY_KEYS)[number], string>>;

/** Adds an identity to the baggage of a context. */
export function withIdentity(parent: Context, identity: Identity): Context {
  let baggage = propagation.getBaggage(parent) ?? propagation.createBaggage();
  for (const [key, value] of Object.entries(identity)) baggage = baggage.setEntry(key, { value });
  return propagation.setBaggage(parent, baggage);
}

/** Copies the identity in the baggage onto each span as it starts. */
export class IdentityProcessor implements SpanProcessor {
  onStart(span: Span, parent: Context): void {
    const baggage = propagation.getBaggage(parent);
    const attributes: Attributes = {};
    for (const key of IDENTITY_KEYS) {
      const value = baggage?.getEntry(key)?.value;
      if (value !== undefined) attributes[key] = value;
    }
    span.setAttributes(attributes);
  }

  onEnd(): void {}

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

/** Carries trace and baggage over MCP, in `params._meta`, as the MCP conventions of OpenTelemetry say. */
const propagator = new CompositePropagator({
  propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
});

/** The active context as `_meta` members of an MCP request. */
export function toMeta(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagator.inject(context.active(), carrier, { set: (target, key, value) => (target[key] = value) });
  return carrier;
}

/** The context that the `_meta` of an MCP request carries. */
export function fromMeta(parent: Context, meta: Record<string, unknown> | undefined): Context {
  return propagator.extract(parent, meta ?? {}, {
    keys: (carrier) => Object.keys(carrier),
    get: (carrier, key) => (typeof carrier[key] === "string" ? carrier[key] : undefined),
  });
}

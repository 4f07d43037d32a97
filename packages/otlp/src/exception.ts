/** Events of a span that are looked at. */
const mostEvents = 1000;

/**
 * The type of the exception that a span recorded last, as its event names it; empty without one. Whatever is odd about
 * events costs nothing: no column is made of them otherwise.
 * https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
 * @param events in OTLP/JSON's form
 */
export function exceptionTypeOf(events: unknown): string {
  if (!Array.isArray(events)) return "";
  for (let i = Math.min(events.length, mostEvents) - 1; i >= 0; i--) {
    const { name, attributes } = (events[i] ?? {}) as { name?: unknown; attributes?: unknown };
    if (name !== "exception") continue;
    const type = Array.isArray(attributes) ? textIn(attributes, "exception.type") : "";
    return type === "" ? "exception" : type;
  }
  return "";
}

/** A text among the attributes of an event; empty without one. */
export function textIn(attributes: readonly unknown[], name: string): string {
  for (const one of attributes) {
    const { key, value } = (one ?? {}) as { key?: unknown; value?: { stringValue?: unknown } };
    if (key === name && typeof value?.stringValue === "string") return value.stringValue;
  }
  return "";
}

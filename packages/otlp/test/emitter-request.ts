import type { EmitterSpan } from "./dialect-spans";

const agentId = "7b1c9e52-0a4d-4b83-9e11-5d2f8c7a6b30";
const kinds: Readonly<Record<string, number>> = { INTERNAL: 1, SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 };

const anyValue = (value: unknown): object =>
  typeof value === "boolean"
    ? { boolValue: value }
    : typeof value === "number"
      ? { intValue: value }
      : { stringValue: value };
const pairs = (attributes: object) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
/** The id of the span at a place of the request. */
export const spanId = (place: number) => (place + 1).toString(16).padStart(16, "0");

/** A request with these spans, of one agent. */
export function requestOf(spans: readonly EmitterSpan[]): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: pairs({ "service.name": "desk", "gen_ai.agent.id": agentId }) },
        scopeSpans: spans.map(({ name, kind = "INTERNAL", scope = "lib", status, attributes, events = [] }, place) => ({
          scope: { name: scope },
          spans: [
            {
              traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
              spanId: spanId(place),
              name,
              kind: kinds[kind],
              startTimeUnixNano: "1772445600000000000",
              endTimeUnixNano: "1772445601000000000",
              attributes: pairs(attributes),
              events: events.map((event) => ({ name: event.name, attributes: pairs(event.attributes) })),
              status: { code: status === "ERROR" ? 2 : status === "OK" ? 1 : 0 },
            },
          ],
        })),
      },
    ],
  };
}

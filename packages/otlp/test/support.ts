import type { OtlpError } from "../src";
import { readOtlpTraces } from "../src";

/** A span that is right in every member; tests change one. */
export function span(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
    parentSpanId: "eee19b7ec3c1b173",
    name: "tools/call query_ledger",
    kind: 3,
    startTimeUnixNano: "1772409600000000000",
    endTimeUnixNano: "1772409600123456789",
    attributes: [{ key: "mcp.method.name", value: { stringValue: "tools/call" } }],
    status: { code: 0 },
    ...changes,
  };
}

/** A request that holds one span. */
export function request(one: Record<string, unknown>): Record<string, unknown> {
  return {
    resourceSpans: [
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: "finance-agent" } }] },
        scopeSpans: [{ scope: { name: "contoso.mcp" }, spans: [one] }],
      },
    ],
  };
}

/** The one row of a request with one span. */
export function rowOf(changes: Record<string, unknown>) {
  return readOtlpTraces(JSON.stringify(request(span(changes))), "spans.json")[0]!;
}

/** The error that reading `text` gives. */
export function errorOf(text: string): OtlpError {
  try {
    readOtlpTraces(text, "spans.json");
  } catch (error) {
    return error as OtlpError;
  }
  throw new Error("the input was read without an error");
}

/** An attribute's value in so many lists. */
export function nested(levels: number): unknown {
  let value: unknown = { stringValue: "x" };
  for (let level = 0; level < levels; level++) value = { arrayValue: { values: [value] } };
  return value;
}

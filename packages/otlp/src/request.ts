import { readKeyValues } from "./any-value";
import { type Place, shown, Violation } from "./errors";
import type { OtelSpanRow } from "./row";
import { asObject, type JsonObject, listOf, refuse, stringOf } from "./shape";
import { readSpan } from "./span";

/** Members that people (and older or other exporters) write in the place of the right one. */
const MISTAKEN: { [member: string]: string } = {
  resource_spans: "resourceSpans",
  scope_spans: "scopeSpans",
  instrumentationLibrarySpans: "scopeSpans",
  instrumentation_library_spans: "scopeSpans",
};

/** Spans that cannot be rows, and the rule that they break together. */
export class UnreadSpans {
  /** @param spans how many; 0 when the part that is wrong shows none */
  constructor(
    readonly spans: number,
    readonly violation: Violation,
  ) {}
}

/**
 * Reads one trace export request (`{resourceSpans: […]}`) span by span, in the order of the request. What is wrong with
 * one span, or with a resource or group, is wrong with these spans only.
 * @throws Violation for what is no such request
 */
export function* readRequest(input: unknown, place: Place): Generator<OtelSpanRow | UnreadSpans, undefined> {
  const request = asObject(input, place, "trace export request");
  refuseMistaken(request, place);
  if (request.resourceSpans === undefined) refuseOther(request, place);
  for (const [index, group] of listOf(request, "resourceSpans", place).entries())
    yield* readResourceSpans(group, place.at("resourceSpans").at(index));
  return undefined;
}

function* readResourceSpans(input: unknown, place: Place): Generator<OtelSpanRow | UnreadSpans> {
  const read = attempt(input, () => {
    const group = asObject(input, place, "entry of resourceSpans");
    refuseMistaken(group, place);
    const resource = asObject(group.resource ?? {}, place.at("resource"), "resource");
    return {
      attributes: readKeyValues(resource, "attributes", place.at("resource")),
      groups: listOf(group, "scopeSpans", place),
    };
  });
  if (read instanceof UnreadSpans) yield read;
  else
    for (const [index, group] of read.groups.entries())
      yield* readScopeSpans(group, place.at("scopeSpans").at(index), read.attributes);
}

function* readScopeSpans(
  input: unknown,
  place: Place,
  resource: OtelSpanRow["Resource"],
): Generator<OtelSpanRow | UnreadSpans> {
  const read = attempt(input, () => {
    const group = asObject(input, place, "entry of scopeSpans");
    const scope = asObject(group.scope ?? {}, place.at("scope"), "scope");
    return { scopeName: stringOf(scope, "name", place.at("scope")), spans: listOf(group, "spans", place) };
  });
  if (read instanceof UnreadSpans) yield read;
  else
    for (const [index, span] of read.spans.entries())
      yield attempt(oneSpan, () => readSpan(span, place.at("spans").at(index), resource, read.scopeName));
}

const oneSpan = { spans: [null] };

/** @param group whose spans are lost when it is wrong */
function attempt<T>(group: unknown, read: () => T): T | UnreadSpans {
  try {
    return read();
  } catch (error) {
    if (error instanceof Violation) return new UnreadSpans(countSpans(group), error);
    throw error;
  }
}

/** Spans that a group shows, whatever else is wrong with it. */
function countSpans(group: unknown): number {
  if (typeof group !== "object" || group === null) return 0;
  const { spans } = group as { spans?: unknown };
  if (Array.isArray(spans)) return spans.length;
  const inner = ["scopeSpans", ...Object.keys(MISTAKEN)].map((member) => (group as JsonObject)[member]);
  return inner
    .flat()
    .map((part) => countSpans(part))
    .reduce((sum, count) => sum + count, 0);
}

function refuseMistaken(parent: JsonObject, place: Place): void {
  for (const [member, right] of Object.entries(MISTAKEN)) {
    if (Object.hasOwn(parent, member)) {
      refuse(
        "not-traces",
        place.at(member),
        `member ${member} is not OTLP/JSON 1.x, its spans would be lost; write ${right}`,
      );
    }
  }
}

/** An empty request is one; what carries other things, or spans in another place, is a mistake that would lose them. */
function refuseOther(request: JsonObject, place: Place): void {
  const other = ["resourceMetrics", "resourceLogs", "resourceProfiles"].find((member) =>
    Object.hasOwn(request, member),
  );
  if (other !== undefined)
    refuse("not-traces", place, `this is a request of ${other}, not of traces; give the file of the trace exporter`);
  if (["scopeSpans", "spans", "traceId"].some((member) => Object.hasOwn(request, member)))
    refuse(
      "not-traces",
      place,
      `no resourceSpans in ${shown(request)}; write a trace export request: {"resourceSpans": […]}`,
    );
}

import { readKeyValues } from "./any-value";
import { type Place, shown } from "./errors";
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

/** Reads one trace export request (`{resourceSpans: […]}`) as rows, in the order of the request. */
export function readRequest(input: unknown, place: Place): OtelSpanRow[] {
  const request = asObject(input, place, "trace export request");
  refuseMistaken(request, place);
  if (request.resourceSpans === undefined) return refuse("not-traces", place, explainMissing(request));
  return listOf(request, "resourceSpans", place).flatMap((item, index) =>
    readResourceSpans(item, place.at("resourceSpans").at(index)),
  );
}

function readResourceSpans(input: unknown, place: Place): OtelSpanRow[] {
  const group = asObject(input, place, "entry of resourceSpans");
  refuseMistaken(group, place);
  const resource = asObject(group.resource ?? {}, place.at("resource"), "resource");
  const attributes = readKeyValues(resource, "attributes", place.at("resource"));
  return listOf(group, "scopeSpans", place).flatMap((item, index) => {
    const here = place.at("scopeSpans").at(index);
    const scopeSpans = asObject(item, here, "entry of scopeSpans");
    const scope = asObject(scopeSpans.scope ?? {}, here.at("scope"), "scope");
    const scopeName = stringOf(scope, "name", here.at("scope"));
    return listOf(scopeSpans, "spans", here).map((span, i) =>
      readSpan(span, here.at("spans").at(i), attributes, scopeName),
    );
  });
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

function explainMissing(request: JsonObject): string {
  const other = ["resourceMetrics", "resourceLogs", "resourceProfiles"].find((member) =>
    Object.hasOwn(request, member),
  );
  if (other !== undefined) return `this is a request of ${other}, not of traces; give the file of the trace exporter`;
  return `no resourceSpans in ${shown(request)}; write a trace export request: {"resourceSpans": […]}`;
}

import { nearest } from "@sentinel-agent-identities/spelling";
import { type Place, shown } from "./errors";
import type { SpanKindName, StatusCodeName } from "./row";
import { type JsonObject, refuse } from "./shape";

/** By number, as in trace.proto. A receiver may read UNSPECIFIED as INTERNAL, says the same file. */
export const KINDS: readonly SpanKindName[] = ["INTERNAL", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
const KIND_NAMES = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
/** By number, as in trace.proto. */
export const STATUSES: readonly StatusCodeName[] = ["UNSET", "OK", "ERROR"];

/** Reads `kind`: a number, in quotes or not, or a name with or without its prefix; absent means INTERNAL. */
export function readKind(span: JsonObject, place: Place): SpanKindName {
  return KINDS[readEnum(span, "kind", KIND_NAMES, "SPAN_KIND_", place)]!;
}

/** Reads `code` of a status: a number, in quotes or not, or a name with or without its prefix; absent means UNSET. */
export function readStatusCode(status: JsonObject, place: Place): StatusCodeName {
  return STATUSES[readEnum(status, "code", STATUSES, "STATUS_CODE_", place)]!;
}

function readEnum(parent: JsonObject, key: string, names: readonly string[], prefix: string, place: Place): number {
  const given = parent[key];
  if (given === undefined || given === null) return 0;
  const value = typeof given === "string" && /^\d{1,3}$/.test(given) ? Number(given) : given;
  const index =
    typeof value === "string" ? names.indexOf(value.replace(prefix, "")) : names.findIndex((_, i) => i === value);
  if (index >= 0) return index;
  const choices = names.map((name, number) => `${number} (${prefix}${name})`).join(", ");
  const meant = typeof value === "string" ? nearest(value.replace(prefix, ""), names) : undefined;
  const hint = meant === undefined ? `write one of ${choices}` : `did you mean "${prefix}${meant}"?`;
  return refuse("bad-enum", place.at(key), `${key} is ${shown(value)}, which OpenTelemetry does not define; ${hint}`);
}

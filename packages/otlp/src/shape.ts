import { type OtlpErrorCode, type Place, shown, Violation } from "./errors";
import { Broken, OddNumber, repeated, TooDeep } from "./json/unread";

/** A JSON object of unknown members. */
export type JsonObject = { [key: string]: unknown; [repeated]?: string };

/** Throws the violation of one rule at one place. */
export function refuse(code: OtlpErrorCode, place: Place, detail: string): never {
  throw new Violation(code, place, detail);
}

/** The value as a JSON object, or a refusal that says what stands there instead. */
export function asObject(value: unknown, place: Place, what: string): JsonObject {
  if (value instanceof TooDeep) return refuse("too-deep", place, `${what} is nested too deep; flatten it`);
  if (value instanceof Broken) return refuse("malformed-protobuf", place, `${what} cannot be read: ${value.reason}`);
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof OddNumber)
    return refuse("wrong-type", place, `${what} is ${shown(value)}, but OTLP/JSON has an object here; write {…}`);
  const twice = (value as JsonObject)[repeated];
  if (twice !== undefined)
    return refuse("duplicate-member", place, `${what} has the member ${shown(twice)} twice; keep one`);
  return value as JsonObject;
}

/** A list member; OTLP/JSON leaves out empty lists, so an absent one is empty. */
export function listOf(parent: JsonObject, key: string, place: Place): unknown[] {
  const value = parent[key];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  if (value instanceof TooDeep) return refuse("too-deep", place.at(key), `${key} is nested too deep; flatten it`);
  return refuse("wrong-type", place.at(key), `${key} is ${shown(value)}, but OTLP/JSON has a list here; write […]`);
}

/** A string member; OTLP/JSON leaves out empty strings, so an absent one is empty. */
export function stringOf(parent: JsonObject, key: string, place: Place): string {
  const value = parent[key];
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  return refuse(
    "wrong-type",
    place.at(key),
    `${key} is ${shown(value)}, but must be a string; put it in double quotes`,
  );
}

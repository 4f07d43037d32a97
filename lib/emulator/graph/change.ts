import { type AttributeSets, checkAttributes } from "./attribute-sets";
import { graphErrors } from "./errors";
import type { GraphObject } from "./model";
import type { RouteContext } from "./route";

type Kind = "boolean" | "string" | "strings" | "attributes";

/** Properties of a type that a PATCH may change. */
export type Changeable = Readonly<Record<string, Kind>>;

const attributeValue = "#Microsoft.DirectoryServices.CustomSecurityAttributeValue";
const attributesProperty = "customSecurityAttributes";

/** https://learn.microsoft.com/graph/api/resources/customsecurityattributevalue: no other permission changes them */
const attributeWriters = ["CustomSecAttributeAssignment.ReadWrite.All"];

/**
 * What a PATCH needs: of what it changes, each property's own permission.
 * @param enabling permissions of which any will do to switch an account on or off
 * @param writing of which any will do for every other property
 */
export function needed(
  { request }: RouteContext,
  enabling: readonly string[],
  writing: readonly string[],
): readonly (readonly string[])[] {
  const properties = Object.keys(isRecord(request.body) ? request.body : {}).filter((name) => !name.startsWith("@"));
  const groups = properties.map((name) => {
    if (name === "accountEnabled") return enabling;
    return name === attributesProperty ? attributeWriters : writing;
  });
  return groups.length > 0 ? [...new Set(groups)] : [writing];
}

/**
 * An object as a PATCH leaves it.
 * @param sets the tenant's attribute sets
 * @throws GraphError 400 for a property that cannot be changed, and for a value that does not fit
 */
export function changed(
  object: GraphObject,
  body: unknown,
  changeable: Changeable,
  sets: AttributeSets = {},
): Record<string, unknown> {
  if (!isRecord(body) || Object.keys(body).length === 0)
    throw graphErrors.badRequest("A JSON object with the properties to change is expected as the request's body.");
  const { "@odata.type": type, ...properties } = body;
  if (type !== undefined && type !== object["@odata.type"])
    throw graphErrors.badRequest(`The object is a ${object["@odata.type"]}, no ${String(type)}.`);
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const kind = changeable[name];
      if (!kind) throw graphErrors.unknownProperty(name, Object.keys(changeable));
      return [name, kind === "attributes" ? attributes(object[name], value, sets) : checked(name, value, kind)];
    }),
  );
}

function checked(name: string, value: unknown, kind: "boolean" | "string" | "strings"): unknown {
  if (kind === "strings") {
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    throw graphErrors.wrongType(name, "a list of text");
  }
  if (typeof value !== kind) throw graphErrors.wrongType(name, kind === "boolean" ? "true or false" : "text");
  return value;
}

/** Attribute sets with the given attributes changed; null takes an attribute away. */
function attributes(present: unknown, given: unknown, known: AttributeSets): unknown {
  if (!isRecord(given)) throw graphErrors.wrongType(attributesProperty, "an object of attribute sets");
  const sets: Record<string, unknown> = { ...(isRecord(present) ? present : {}) };
  for (const [set, values] of Object.entries(given)) {
    if (!isRecord(values) || values["@odata.type"] !== attributeValue)
      throw graphErrors.badRequest(`The attribute set '${set}' needs "@odata.type": "${attributeValue}".`);
    checkAttributes(set, values, known);
    for (const [name, value] of Object.entries(values))
      if (Array.isArray(value) && values[`${name}@odata.type`] === undefined)
        throw graphErrors.badRequest(`The attribute '${set}.${name}' has several values: add "${name}@odata.type".`);
    const before = isRecord(sets[set]) ? (sets[set] as Record<string, unknown>) : {};
    const merged = Object.entries({ ...before, ...values }).filter(([, value]) => value !== null);
    sets[set] = Object.fromEntries(merged);
  }
  return sets;
}

/** @throws GraphError 400 when the body has no text of that name */
export function textOf(body: unknown, name: string): string {
  const value = isRecord(body) ? body[name] : undefined;
  if (typeof value === "string" && value !== "") return value;
  throw graphErrors.badRequest(`The body needs "${name}".`);
}

/** @throws GraphError 400 for a parameter that an action does not take */
export function onlyParameters(body: unknown, known: readonly string[]): void {
  const odd = isRecord(body) ? Object.keys(body).find((name) => !known.includes(name)) : undefined;
  if (odd !== undefined) throw graphErrors.unknownParameter(odd, known);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

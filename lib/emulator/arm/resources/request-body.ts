import { isRecord } from "../route";
import { refusals } from "./refusals";
import type { Body, Resource } from "./resource";

/** What a body says beside its properties. */
const topLevel = ["location", "kind", "tags", "identity", "sku", "plan", "zones", "extendedLocation"];
/** What the service says, whatever the body repeats. */
const own = ["id", "name", "type", "etag", "systemData"];

/**
 * A resource as a PUT describes it.
 * @throws ArmError for parts that no resource has
 */
export function resourceOf(body: Body, { id, name, type }: Pick<Resource, "id" | "name" | "type">): Resource {
  const odd = Object.keys(body).find((key) => key !== "properties" && !topLevel.includes(key) && !own.includes(key));
  if (odd) throw refusals.invalidBody(`Could not find member '${odd}' on object of type 'ResourceDefinition'`);
  const { properties } = body;
  if (properties !== undefined && properties !== null && !isRecord(properties))
    throw refusals.invalidBody("'properties' is no object");
  const said = topLevel.filter((key) => body[key] !== undefined && body[key] !== null);
  return {
    ...Object.fromEntries(said.map((key) => [key, body[key]])),
    id,
    name,
    type,
    properties: withoutNulls(properties ?? {}),
  };
}

/** A body merged into a resource, as PATCH does: https://www.rfc-editor.org/rfc/rfc7396 */
export function merged(resource: Resource, patch: Body): Body {
  return merge(resource, patch) as Body;
}

function merge(known: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const result: Record<string, unknown> = { ...(isRecord(known) ? known : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value);
  }
  return result;
}

const withoutNulls = (properties: Body): Body =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));

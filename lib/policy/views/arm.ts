import type { PolicyDocument, PolicyResource } from "../document/document";

/** A resource of azapi, by its type without version in lower case, such as `microsoft.logic/workflows`. */
export function armResources(
  { resources }: PolicyDocument,
  type: string,
): { resource: PolicyResource; properties: Record<string, unknown>; body: Record<string, unknown> }[] {
  return resources
    .filter((one) => one.type === "azapi_resource" && armType(one) === type.toLowerCase())
    .map((resource) => {
      const body = bodyOf(resource.attributes.body);
      return { resource, body, properties: (body.properties ?? {}) as Record<string, unknown> };
    });
}

/** The type of an azapi resource, without version. */
const armType = ({ attributes }: PolicyResource): string =>
  String(attributes.type ?? "")
    .split("@")[0]!
    .toLowerCase();

/** Older azapi takes the body as a text. */
function bodyOf(body: unknown): Record<string, unknown> {
  if (typeof body === "object" && body !== null) return body as Record<string, unknown>;
  try {
    return JSON.parse(String(body)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Resources of one azurerm type. */
export const ofType = ({ resources }: PolicyDocument, ...types: readonly string[]): PolicyResource[] =>
  resources.filter(({ type }) => types.includes(type));

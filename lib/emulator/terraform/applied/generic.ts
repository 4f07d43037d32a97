import { part, type Resource } from "../../arm/resources/resource";
import type { Writer } from "./writer";

/** A resource of azapi, whose body is the request's. */
export const generic: Writer = (resource) => {
  const { id, name, type, location, properties } = resource;
  return {
    type: "azapi_resource",
    attributes: {
      id,
      name,
      type: `${type}@applied`,
      parent_id: parentOf(id),
      ...(location === undefined ? {} : { location }),
      ...identityOf(resource),
      body: { properties },
    },
  };
};

function identityOf(resource: Resource): object {
  const identity = part(resource, "identity");
  if (identity.type === undefined || identity.type === "None") return {};
  return {
    identity: [{ type: identity.type, identity_ids: Object.keys(part(identity, "userAssignedIdentities")) }],
  };
}

/** Without type and name; of an extension, without its provider. */
const parentOf = (id: string): string => id.replace(/(\/providers\/[^/]+)?\/[^/]+\/[^/]+$/, "");

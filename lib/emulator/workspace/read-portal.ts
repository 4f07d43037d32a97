import { EmulatorError } from "../errors";
import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import type { Workspace } from "./model";

/** The tag of Logic Apps that names the portal. */
const portalTag = "agentid-portal";

/**
 * Where analysts work, as the playbooks' tag says; undefined where none says so.
 * @throws EmulatorError for a portal that nobody knows, and for playbooks that say different ones
 */
export function readPortal(stack: Stack, resolver: Resolver): Workspace["portal"] {
  const said = stack
    .ofType("azapi_resource")
    .filter(({ attributes }) => String(attributes.type).startsWith("Microsoft.Logic/workflows@"))
    .flatMap((resource) => {
      const tags = resolver.attributes(resource).tags as Readonly<Record<string, unknown>> | undefined;
      const portal = tags?.[portalTag];
      return portal === undefined ? [] : [{ where: resource.address, portal: String(portal) }];
    });
  const first = said[0];
  if (!first) return undefined;
  const odd = said.find(({ portal }) => portal !== first.portal);
  if (odd)
    throw new EmulatorError(
      odd.where,
      `has the tag ${portalTag} "${odd.portal}", and ${first.where} has "${first.portal}"`,
      "analysts of one workspace work in one portal: set portal in the tenant's file, and deploy again",
    );
  if (first.portal !== "defender" && first.portal !== "azure")
    throw new EmulatorError(first.where, `has the tag ${portalTag} "${first.portal}"`, "use defender or azure");
  return first.portal;
}

import type { Found } from "../check";
import type { PolicyResource } from "../document/document";

/** What is wrong with each resource, where anything is. @param judge the message; undefined where nothing is wrong */
export const foundIn = (
  resources: readonly PolicyResource[],
  judge: (attributes: PolicyResource["attributes"], resource: PolicyResource) => string | undefined,
): Found[] =>
  resources.flatMap((resource) => {
    const message = judge(resource.attributes, resource);
    return message === undefined ? [] : [{ address: resource.address, message }];
  });

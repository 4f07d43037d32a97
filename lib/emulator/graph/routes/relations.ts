import type { Relation } from "../model";
import { listOptions, page } from "../odata";
import type { Route } from "../route";

/** Who may read a relation of a service principal, and in which versions Graph has it. */
const relations: readonly (Pick<Route, "versions" | "permissions"> & { readonly name: Relation })[] = [
  { name: "owners", versions: ["v1.0", "beta"], permissions: ["AgentIdentity.Read.All", "Application.Read.All"] },
  { name: "sponsors", versions: ["v1.0", "beta"], permissions: ["AgentIdentity.Read.All", "Application.Read.All"] },
  {
    name: "appRoleAssignments",
    versions: ["v1.0", "beta"],
    permissions: ["Application.Read.All", "Directory.Read.All"],
  },
  {
    name: "oauth2PermissionGrants",
    versions: ["v1.0", "beta"],
    permissions: ["Application.Read.All", "Directory.Read.All"],
  },
  {
    name: "inheritedAppRoleAssignments",
    versions: ["beta"],
    permissions: ["AgentIdentity.Read.All", "Application.Read.All"],
  },
];

/** Relations of service principals, and credentials of blueprints. */
export const relationRoutes: readonly Route[] = [
  ...relations.map(
    ({ name, versions, permissions }): Route => ({
      method: "GET",
      versions,
      path: `servicePrincipals/{id}/${name}`,
      permissions,
      query: listOptions,
      cost: 2,
      answer: (context) => {
        const { id } = context.directory.get("servicePrincipals", context.parameters.id!);
        return page(context, context.directory.related(id, name));
      },
    }),
  ),
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "applications/{id}/federatedIdentityCredentials",
    permissions: ["AgentIdentityBlueprint.Read.All", "Application.Read.All"],
    query: listOptions,
    cost: 2,
    answer: (context) => {
      const { id } = context.directory.get("applications", context.parameters.id!);
      return page(context, context.directory.federatedIdentityCredentials(id));
    },
  },
];

import { part, parts } from "../../arm/resources/resource";
import type { Writer } from "./writer";

/** https://learn.microsoft.com/rest/api/authorization/role-assignments */
export const roleAssignment: Writer = ({ id, name, properties }) => ({
  type: "azurerm_role_assignment",
  attributes: {
    id,
    name,
    scope: properties.scope,
    role_definition_id: properties.roleDefinitionId,
    principal_id: properties.principalId,
  },
});

/** https://learn.microsoft.com/rest/api/authorization/role-definitions */
export const roleDefinition: Writer = ({ id, name, properties }) => ({
  type: "azurerm_role_definition",
  attributes: {
    id,
    role_definition_id: name,
    role_definition_resource_id: id,
    name: properties.roleName,
    scope: id.slice(0, id.toLowerCase().lastIndexOf("/providers/microsoft.authorization/")) || "/",
    assignable_scopes: properties.assignableScopes,
    permissions: parts(properties, "permissions").map((one) => ({
      actions: one.actions ?? [],
      not_actions: one.notActions ?? [],
      data_actions: one.dataActions ?? [],
      not_data_actions: one.notDataActions ?? [],
    })),
  },
});

/** https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities */
export const userAssignedIdentity: Writer = (resource) => {
  const { id, name } = resource;
  const { principalId, clientId } = part(resource, "properties");
  return {
    type: "azurerm_user_assigned_identity",
    attributes: { id, name, principal_id: principalId, client_id: clientId },
  };
};

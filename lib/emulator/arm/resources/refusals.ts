import type { Breach } from "../../../limits";
import { ArmError } from "../errors";

/**
 * What the services answer to a deployment that they refuse. Codes and first sentences are theirs, as far as documents and
 * reports tell; what follows says what to do here.
 */
export const refusals = {
  unknownNamespace: (namespace: string, known: readonly string[]) =>
    new ArmError(
      404,
      "InvalidResourceNamespace",
      `The resource namespace '${namespace}' is invalid. This emulator knows ${known.join(", ")}.`,
    ),

  unknownType: (type: string, version: string, known: readonly string[]) => {
    const [namespace, ...rest] = type.split("/");
    return new ArmError(
      404,
      "InvalidResourceType",
      `The resource type '${rest.join("/")}' could not be found in the namespace '${namespace}' for api version '${version}'. This emulator knows ${known.join(", ")}.`,
    );
  },

  badPath: (path: string) =>
    new ArmError(404, "InvalidResourceId", `The path '${path}' names no resource: write type and name in turn.`),

  badMethod: (method: string, type: string) =>
    new ArmError(405, "MethodNotAllowed", `The method ${method} is not allowed for ${type}.`),

  badVersion: (version: string) =>
    new ArmError(
      400,
      "InvalidApiVersionParameter",
      `The api-version '${version}' is invalid: it is a date, such as 2025-09-01 or 2023-12-01-preview.`,
    ),

  tooEarly: (version: string, type: string, since: string) =>
    new ArmError(
      400,
      "NoRegisteredProviderFound",
      `No registered resource provider found for API version '${version}' for type '${type}'. Its first api-version is ${since}.`,
    ),

  unknownGroup: (group: string) =>
    new ArmError(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`),

  unknownParent: (resource: string, parent: string) =>
    new ArmError(
      404,
      "ParentResourceNotFound",
      `Failed to perform 'write' on resource(s) of type '${resource}', because the parent resource '${parent}' could not be found.`,
    ),

  unknownScope: (type: string, name: string, group: string) =>
    new ArmError(
      404,
      "ResourceNotFound",
      `The Resource '${type}/${name}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    ),

  wrongScope: (type: string, scopes: readonly string[]) =>
    new ArmError(400, "InvalidResourceLocation", `${type} does not live there. It lives in: ${scopes.join(", ")}.`),

  /** https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
  tooLarge: (limit: number) =>
    new ArmError(
      413,
      "RequestContentTooLarge",
      `The request content size exceeds the maximum size of ${limit / 1024 ** 2} MB.`,
    ),

  invalidBody: (why: string) =>
    new ArmError(
      400,
      "InvalidRequestContent",
      `The request content was invalid and could not be deserialized: '${why}'.`,
    ),

  locked: (id: string, lock: string) =>
    new ArmError(
      409,
      "ScopeLocked",
      `The scope '${id}' cannot perform delete operation because following scope(s) are locked: '${lock}'. Please remove the lock and try again.`,
    ),

  locationRequired: () =>
    new ArmError(400, "LocationRequired", "The location property is required for this definition."),

  locationChanged: (name: string, known: string, asked: string) =>
    new ArmError(
      409,
      "InvalidResourceLocation",
      `The resource '${name}' already exists in location '${known}'. A resource with the same name cannot be created in location '${asked}'. Please select a new resource name.`,
    ),

  invalidName: (name: string, type: string, rule: string) =>
    new ArmError(400, "InvalidResourceName", `Resource name '${name}' of ${type} is invalid. ${rule}`),

  notOnboarded: (workspace: string) =>
    new ArmError(
      400,
      "BadRequest",
      `Workspace '${workspace}' is not onboarded to Microsoft Sentinel. Create Microsoft.SecurityInsights/onboardingStates/default first.`,
    ),

  /** https://learn.microsoft.com/azure/sentinel/troubleshoot-analytics-rules */
  queryFails: (why: string) => new ArmError(400, "BadRequest", `Failed to run the analytics rule query. ${why}`),

  recentlyDeleted: (id: string) =>
    new ArmError(
      409,
      "Conflict",
      `The rule with id '${id}' was recently deleted. You need to allow some time before re-using the same ID: up to a day.`,
    ),

  kindChanged: (name: string, known: string, asked: string) =>
    new ArmError(
      409,
      "Conflict",
      `The kind of rule '${name}' cannot be changed from ${known} to ${asked}. Make another rule, with an id of its own.`,
    ),

  secondMetadata: (parentId: string, name: string) =>
    new ArmError(
      400,
      "BadRequestException",
      `Metadata already exists with the same parentId: ${parentId}. It is ${name}: delete it, or import it.`,
    ),

  unknownCategory: (category: string, known: readonly string[]) =>
    new ArmError(
      400,
      "BadRequest",
      `Category '${category}' is not supported. Supported here: ${known.join(", ") || "none"}.`,
    ),

  unknownCategoryGroup: (group: string, known: readonly string[]) =>
    new ArmError(
      400,
      "BadRequest",
      `CategoryGroup: '${group}' is not supported, supported ones are: '${known.join(",")}'`,
    ),

  mixedCategories: () =>
    new ArmError(400, "BadRequest", "Diagnostic setting does not support mix of log category and log category group."),

  /** https://learn.microsoft.com/azure/sentinel/automate-incident-handling-with-automation-rules#permissions-for-automation-rules-to-run-playbooks */
  playbookNotAllowed: (playbook: string) =>
    new ArmError(
      400,
      "BadRequest",
      `Caller is missing required playbook triggering permissions on playbook resource '${playbook}', or Microsoft Sentinel is missing required permissions to verify the caller has permissions. Assign Microsoft Sentinel Automation Contributor on its resource group, and wait until it is in force.`,
    ),

  unknownPlaybook: (playbook: string) =>
    new ArmError(400, "BadRequest", `The playbook resource '${playbook}' was not found.`),

  unknownOutput: (stream: string, destination: string) =>
    new ArmError(
      400,
      "InvalidPayload",
      `Data collection rule is invalid: InvalidOutputTable: Table for output stream '${stream}' is not available for destination '${destination}'.`,
    ),

  unknownRoleDefinition: (id: string) =>
    new ArmError(400, "RoleDefinitionDoesNotExist", `The specified role definition with ID '${id}' does not exist.`),

  roleNotAssignable: (role: string, scope: string) =>
    new ArmError(
      400,
      "RoleAssignmentScopeNotAssignableToRoleDefinition",
      `The role definition '${role}' cannot be assigned at scope '${scope}': it is not within its assignable scopes.`,
    ),

  roleAssignmentExists: (id: string) =>
    new ArmError(
      409,
      "RoleAssignmentExists",
      `The role assignment already exists. The ID of the existing role assignment is ${id}.`,
    ),

  roleInUse: (name: string) =>
    new ArmError(
      400,
      "RoleDefinitionHasAssignments",
      `There are existing role assignments referencing role '${name}'. Delete them first.`,
    ),

  roleNameExists: (name: string) =>
    new ArmError(
      409,
      "RoleDefinitionWithSameNameExists",
      `A custom role with the same name already exists in this directory: '${name}'. Use a different name.`,
    ),

  /** Log Analytics writes it so of names that begin with an underscore too */
  badColumn: (name: string, breach: string) =>
    new ArmError(
      400,
      "InvalidParameter",
      `'schema' parameter is invalid. MSG 1008: Column name ${name} contains invalid characters: ${breach}`,
    ),

  /** What a service takes at most, in the words of the table of limits. */
  beyondLimit: ({ message, suggestion, path }: Breach) =>
    new ArmError(
      400,
      "BadRequest",
      `${path.length > 0 ? `'properties.${path.join(".")}': ` : ""}${message}. ${suggestion}.`,
    ),

  invalid: (message: string) => new ArmError(400, "BadRequest", message),
} as const;

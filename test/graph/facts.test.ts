import { governanceSets } from "../../lib/emulator/graph/attribute-sets";
import { routes } from "../../lib/emulator/graph/routes";
import { graphCall, isApplicationPermission, permissionNameProblem, unknownProperties } from "../../lib/graph";
import { assetPermissions, permissionFor } from "../../packages/collector/src/graph";
import { shipped } from "../shared/content";

test("every request that the emulator answers is one that Graph has", () => {
  const unknown = routes.flatMap(({ method, versions, path }) =>
    versions.filter((version) => !graphCall(method, version, path)).map((version) => `${method} ${version}/${path}`),
  );
  expect(unknown).toEqual([]);
});

test("the collector asks for permissions that exist, each for something", () => {
  const { required, optional } = assetPermissions;
  for (const name of [...required, ...optional]) expect([name, isApplicationPermission(name)]).toEqual([name, true]);
});

test.each([
  ["v1.0", "servicePrincipals/microsoft.graph.agentIdentity"],
  ["v1.0", "servicePrincipals/{}/microsoft.graph.agentIdentity"],
  ["v1.0", "servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal"],
  ["v1.0", "applications/microsoft.graph.agentIdentityBlueprint"],
  ["v1.0", "applications/{}/federatedIdentityCredentials"],
  ["v1.0", "servicePrincipals"],
  ["v1.0", "servicePrincipals/{}"],
  ["v1.0", "servicePrincipals/delta"],
  ["v1.0", "servicePrincipals/{}/owners"],
  ["v1.0", "servicePrincipals/{}/appRoleAssignments"],
  ["v1.0", "servicePrincipals/{}/oauth2PermissionGrants"],
  ["beta", "servicePrincipals/microsoft.graph.agentIdentity/{}/inheritedAppRoleAssignments"],
  ["beta", "servicePrincipals/microsoft.graph.agentIdentity/{}/inheritedOauth2PermissionGrants"],
  ["v1.0", "applications"],
  ["v1.0", "users/microsoft.graph.agentUser"],
  ["beta", "identityProtection/riskyAgents"],
  ["v1.0", "roleManagement/directory/roleAssignments"],
  ["v1.0", "roleManagement/directory/roleDefinitions"],
  ["v1.0", "groups/{}/members"],
])("what the collector tells to grant opens GET %s/%s", (version, path) => {
  expect(graphCall("GET", version, path)?.any).toContain(permissionFor(path));
});

test("a name that does not exist is told with what was meant", () => {
  expect(permissionNameProblem("User.Read.All")).toBeUndefined();
  expect(permissionNameProblem("User.ReadAll")?.suggestion).toBe('did you mean "User.Read.All"?');
  expect(permissionNameProblem("Utterly.Different.Thing.That.Nobody.Has")?.suggestion).toMatch(/permissions-reference/);
});

test("properties are those of the type and of what it is made from", () => {
  expect(unknownProperties("agentIdentity", ["id", "appId", "accountEnabled", "agentIdentityBlueprintId"])).toEqual([]);
  expect(unknownProperties("servicePrincipal", ["agentIdentityBlueprintId"])).toHaveLength(1);
  expect(unknownProperties("agentIdentity", ["accountenabled"])).toEqual([
    { name: "accountenabled", suggestion: expect.stringContaining('"accountEnabled"') },
  ]);
});

test("the emulated directory has the attributes that governance makes", () => {
  const { resources } = shipped.governance.find(({ data }) => data.name === "attributeSet")!.data;
  const bodies = resources
    .map(({ body }) => body as Record<string, unknown>)
    .filter(({ attributeSet }) => attributeSet);
  expect(governanceSets).toEqual({
    AgentGovernance: Object.fromEntries(
      bodies.map(({ name, usePreDefinedValuesOnly, allowedValues }) => [
        name,
        usePreDefinedValuesOnly ? { values: (allowedValues as { id: string }[]).map(({ id }) => id) } : {},
      ]),
    ),
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/content";
import { calls } from "./graph/calls";
import { entityTypes, members } from "./graph/csdl";
import { namesOf, opening, type PermissionList } from "./graph/listed-permissions";
import { undeclared } from "./graph/undeclared";

/*
 * Writes lib/graph/facts.json from what Microsoft publishes, which is not part of this repository:
 *   npx tsx tools/write-graph-facts.ts <permissions.json> <v1.0.csdl> <beta.csdl> <label>
 * permissions.json: github.com/microsoftgraph/microsoft-graph-devx-content, permissions/new/permissions.json
 * the metadata: github.com/microsoftgraph/msgraph-metadata, schemas/
 * label: which state of the two they are, such as commits
 */
const [permissionsFile, stableFile, betaFile, label] = process.argv.slice(2);
if (!permissionsFile || !stableFile || !betaFile || !label)
  throw new Error("usage: npx tsx tools/write-graph-facts.ts <permissions.json> <v1.0.csdl> <beta.csdl> <label>");

const list = JSON.parse(readFileSync(permissionsFile, "utf8")) as PermissionList;
const [stable, beta] = [readFileSync(stableFile, "utf8"), readFileSync(betaFile, "utf8")];

const stableTypes = [
  "agentIdentity",
  "agentIdentityBlueprint",
  "agentIdentityBlueprintPrincipal",
  "agentUser",
  "appManagementPolicy",
  "appRoleAssignment",
  "application",
  "attributeSet",
  "conditionalAccessPolicy",
  "customSecurityAttributeDefinition",
  "federatedIdentityCredential",
  "group",
  "oAuth2PermissionGrant",
  "servicePrincipal",
  "unifiedRoleAssignment",
  "unifiedRoleDefinition",
  "user",
];

const declared = { ...entityTypes(stable, stableTypes), ...entityTypes(beta, ["riskyAgent"]) };
const types = Object.fromEntries(
  Object.entries(declared).map(([name, type]) => [
    name,
    { ...type, properties: { ...type.properties, ...undeclared[name] } },
  ]),
);

const facts = {
  source: label,
  permissions: { application: namesOf(list, "Application"), delegated: namesOf(list, "DelegatedWork") },
  types,
  enums: {
    riskLevel: members(beta, "riskLevel"),
    riskState: members(beta, "riskState"),
    conditionalAccessPolicyState: members(stable, "conditionalAccessPolicyState"),
  },
  calls: calls.flatMap(({ methods, versions, path, listed = path, documented = [], page, type }) =>
    methods.map((method) => ({
      method,
      versions,
      path,
      page,
      ...(type && { type }),
      ...found(method, listed, documented),
    })),
  ),
};

function found(method: string, path: string, documented: readonly string[]) {
  const { any, least, together } = opening(list, method, path);
  return { any: [...new Set([...any, ...documented])].sort(), least, ...(together.length > 0 && { together }) };
}

/** One line for each call and type, so that a change is seen as what it is. */
const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(",\n");
const text = `{
"source": ${JSON.stringify(facts.source)},
"permissions": ${JSON.stringify(facts.permissions)},
"types": {
${Object.entries(facts.types)
  .map(([name, type]) => `${JSON.stringify(name)}: ${JSON.stringify(type)}`)
  .join(",\n")}
},
"enums": ${JSON.stringify(facts.enums)},
"calls": [
${lines(facts.calls)}
]
}
`;
writeFileSync(join(packageRoot(), "lib/graph/facts.json"), text);

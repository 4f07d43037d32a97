/** A call that the product makes, and where Graph's list of permissions has it. */
export interface CallSpec {
  readonly methods: readonly string[];
  readonly versions: readonly ("v1.0" | "beta")[];
  /** after the version; `{}` stands for one segment */
  readonly path: string;
  /** path in Graph's list, where it writes another one. @default - the same */
  readonly listed?: string;
  /** permissions that the page of the call names and the list does not */
  readonly documented?: readonly string[];
  /** page of Graph's reference */
  readonly page: string;
  /** type of what it answers, or of each thing in the list */
  readonly type?: string;
}

const both = ["v1.0", "beta"] as const;
const read = ["GET"] as const;

/** Agents' types, by the collection and the permission that they have. */
const casts = [
  ["servicePrincipals", "agentIdentity", "AgentIdentity"],
  ["servicePrincipals", "agentIdentityBlueprintPrincipal", "AgentIdentityBlueprintPrincipal"],
  ["applications", "agentIdentityBlueprint", "AgentIdentityBlueprint"],
] as const;

/** Every call of playbooks, collector and governance, and no other. */
export const calls: readonly CallSpec[] = [
  ...casts.flatMap(([collection, type, permission]): CallSpec[] => [
    { methods: read, versions: both, path: `${collection}/microsoft.graph.${type}`, page: `${type}-list`, type },
    {
      methods: ["GET", "PATCH"],
      versions: both,
      path: `${collection}/{}/microsoft.graph.${type}`,
      listed: `${collection}/microsoft.graph.${type}/{}`,
      page: `${type}-get`,
      type,
    },
    ...["owners", "sponsors"].map(
      (relation): CallSpec => ({
        methods: read,
        versions: both,
        path: `${collection}/{}/microsoft.graph.${type}/${relation}`,
        listed: `${collection}/{}/${relation}`,
        documented: [`${permission}.Read.All`, `${permission}.ReadWrite.All`],
        page: `${type}-list-${relation}`,
        type: "person",
      }),
    ),
  ]),
  {
    methods: ["GET", "PATCH"],
    versions: both,
    path: "servicePrincipals/{}",
    page: "serviceprincipal-get",
    type: "servicePrincipal",
  },
  { methods: read, versions: both, path: "servicePrincipals", page: "serviceprincipal-list", type: "servicePrincipal" },
  {
    methods: read,
    versions: both,
    path: "servicePrincipals/delta",
    page: "serviceprincipal-delta",
    type: "servicePrincipal",
  },
  {
    methods: read,
    versions: both,
    path: "servicePrincipals/{}/owners",
    page: "serviceprincipal-list-owners",
    type: "person",
  },
  {
    methods: ["GET", "POST"],
    versions: both,
    path: "servicePrincipals/{}/appRoleAssignments",
    page: "serviceprincipal-list-approleassignments",
    type: "appRoleAssignment",
  },
  {
    methods: read,
    versions: both,
    path: "servicePrincipals/{}/oauth2PermissionGrants",
    page: "serviceprincipal-list-oauth2permissiongrants",
    type: "oAuth2PermissionGrant",
  },
  ...(["inheritedAppRoleAssignments", "inheritedOauth2PermissionGrants"] as const).map(
    (relation): CallSpec => ({
      methods: read,
      versions: ["beta"],
      path: `servicePrincipals/microsoft.graph.agentIdentity/{}/${relation}`,
      listed: `servicePrincipals/{}/${relation}`,
      page: `agentidentity-list-${relation.toLowerCase()}`,
      type: relation === "inheritedAppRoleAssignments" ? "appRoleAssignment" : "oAuth2PermissionGrant",
    }),
  ),
  { methods: read, versions: both, path: "applications/{}", page: "application-get", type: "application" },
  { methods: read, versions: both, path: "applications", page: "application-list", type: "application" },
  { methods: read, versions: both, path: "applications/{}/owners", page: "application-list-owners", type: "person" },
  {
    methods: read,
    versions: both,
    path: "applications/{}/federatedIdentityCredentials",
    page: "application-list-federatedidentitycredentials",
    type: "federatedIdentityCredential",
  },
  {
    methods: ["DELETE"],
    versions: both,
    path: "applications/{}/federatedIdentityCredentials/{}",
    page: "federatedidentitycredential-delete",
  },
  {
    methods: read,
    versions: both,
    path: "applications/{}/microsoft.graph.agentIdentityBlueprint/federatedIdentityCredentials",
    listed: "applications/{}/federatedIdentityCredentials",
    documented: ["AgentIdentityBlueprint.Read.All", "AgentIdentityBlueprint.ReadWrite.All"],
    page: "agentidentityblueprint-list-federatedidentitycredentials",
    type: "federatedIdentityCredential",
  },
  {
    methods: ["DELETE"],
    versions: both,
    path: "applications/{}/microsoft.graph.agentIdentityBlueprint/federatedIdentityCredentials/{}",
    listed: "applications/{}/federatedIdentityCredentials/{}",
    documented: ["AgentIdentityBlueprint.AddRemoveCreds.All", "AgentIdentityBlueprint.ReadWrite.All"],
    page: "agentidentityblueprint-delete-federatedidentitycredentials",
  },
  ...["removePassword", "removeKey"].map(
    (action): CallSpec => ({
      methods: ["POST"],
      versions: both,
      path: `applications/{}/microsoft.graph.agentIdentityBlueprint/${action}`,
      listed: `applications/{}/${action}`,
      documented: ["AgentIdentityBlueprint.AddRemoveCreds.All", "AgentIdentityBlueprint.ReadWrite.All"],
      page: `agentidentityblueprint-${action.toLowerCase()}`,
    }),
  ),
  // Graph's list has no path for the type: what reads or changes users does.
  {
    methods: read,
    versions: both,
    path: "users/microsoft.graph.agentUser",
    listed: "users",
    page: "agentuser-list",
    type: "agentUser",
  },
  { methods: ["GET", "PATCH"], versions: both, path: "users/{}", page: "user-get", type: "user" },
  { methods: ["POST"], versions: both, path: "users/{}/revokeSignInSessions", page: "user-revokesigninsessions" },
  { methods: ["POST"], versions: both, path: "users/{}/sendMail", page: "user-sendmail" },
  {
    methods: read,
    versions: ["beta"],
    path: "identityProtection/riskyAgents",
    documented: ["IdentityRiskyAgent.ReadWrite.All"],
    page: "identityprotectionroot-list-riskyagents",
    type: "riskyAgent",
  },
  {
    methods: read,
    versions: ["beta"],
    path: "identityProtection/riskyAgents/{}",
    documented: ["IdentityRiskyAgent.ReadWrite.All"],
    page: "riskyagent-get",
    type: "riskyAgent",
  },
  ...["confirmCompromised", "confirmSafe", "dismiss"].map(
    (verdict): CallSpec => ({
      methods: ["POST"],
      versions: ["beta"],
      path: `identityProtection/riskyAgents/${verdict}`,
      page: `riskyagent-${verdict.toLowerCase()}`,
    }),
  ),
  {
    methods: read,
    versions: both,
    path: "roleManagement/directory/roleAssignments",
    page: "rbacapplication-list-roleassignments",
    type: "unifiedRoleAssignment",
  },
  {
    methods: read,
    versions: both,
    path: "roleManagement/directory/roleDefinitions",
    page: "rbacapplication-list-roledefinitions",
    type: "unifiedRoleDefinition",
  },
  { methods: read, versions: both, path: "groups/{}/members", page: "group-list-members" },
  {
    methods: ["POST"],
    versions: both,
    path: "identity/conditionalAccess/policies",
    page: "conditionalaccessroot-post-policies",
    type: "conditionalAccessPolicy",
  },
  {
    methods: ["POST"],
    versions: both,
    path: "directory/attributeSets",
    page: "directory-post-attributesets",
    type: "attributeSet",
  },
  {
    methods: ["POST"],
    versions: both,
    path: "directory/customSecurityAttributeDefinitions",
    page: "directory-post-customsecurityattributedefinitions",
    type: "customSecurityAttributeDefinition",
  },
  {
    methods: ["POST"],
    versions: both,
    path: "policies/appManagementPolicies",
    page: "appmanagementpolicy-post",
    type: "appManagementPolicy",
  },
  {
    methods: ["POST"],
    versions: both,
    path: "applications/{}/appManagementPolicies/$ref",
    listed: "applications/{}/appManagementPolicies",
    page: "appmanagementpolicy-post-appliesto",
  },
];

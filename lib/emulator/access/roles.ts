/** An Azure role: what it allows, on resources (actions) and in them (dataActions). */
export interface RoleDefinition {
  readonly name: string;
  /** GUID, lower case */
  readonly id: string;
  /** `*` stands for any text, slashes too */
  readonly actions: readonly string[];
  readonly notActions?: readonly string[];
  readonly dataActions?: readonly string[];
  readonly notDataActions?: readonly string[];
}

const everyone = [
  "Microsoft.Authorization/*/read",
  "Microsoft.Resources/subscriptions/resourceGroups/read",
  "Microsoft.Support/*",
];
const sentinelReading = [
  "Microsoft.SecurityInsights/*/read",
  "Microsoft.OperationalInsights/workspaces/analytics/query/action",
  "Microsoft.OperationalInsights/workspaces/*/read",
  "Microsoft.OperationalInsights/workspaces/query/read",
  "Microsoft.OperationalInsights/workspaces/query/*/read",
  "Microsoft.OperationsManagement/solutions/read",
  "Microsoft.Insights/workbooks/read",
  ...everyone,
];
const confidential = [
  "Microsoft.SecurityInsights/ConfidentialWatchlists/*",
  "Microsoft.OperationalInsights/workspaces/query/ConfidentialWatchlist/*",
];

const blobServices = "Microsoft.Storage/storageAccounts/blobServices";
const containers = `${blobServices}/containers`;

/**
 * The built-in roles that the emulator knows, with those of their actions that its services ask for.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const builtinRoles: readonly RoleDefinition[] = [
  { name: "Owner", id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", actions: ["*"] },
  {
    name: "Contributor",
    id: "b24988ac-6180-42a0-ab88-20f7382dd24c",
    actions: ["*"],
    notActions: ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"],
  },
  {
    name: "User Access Administrator",
    id: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
    actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
  },
  {
    name: "Role Based Access Control Administrator",
    id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    actions: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      "*/read",
      "Microsoft.Support/*",
    ],
  },
  { name: "Reader", id: "acdd72a7-3385-48ef-bd42-f606fba81ae7", actions: ["*/read"] },
  {
    name: "Log Analytics Reader",
    id: "73c42c96-874c-492b-b04d-ab87d138a893",
    actions: [
      "*/read",
      "Microsoft.OperationalInsights/workspaces/analytics/query/action",
      "Microsoft.OperationalInsights/workspaces/search/action",
      "Microsoft.Support/*",
    ],
    notActions: ["Microsoft.OperationalInsights/workspaces/sharedKeys/read"],
  },
  {
    name: "Log Analytics Contributor",
    id: "92aaf0da-9dab-42b6-94a3-d43ce8d16293",
    actions: ["*/read", "Microsoft.OperationalInsights/*", "Microsoft.OperationsManagement/*", "Microsoft.Support/*"],
  },
  {
    name: "Monitoring Metrics Publisher",
    id: "3913510d-42f4-4e42-8a64-420c390055eb",
    actions: ["Microsoft.Insights/Register/Action", ...everyone],
    dataActions: ["Microsoft.Insights/Metrics/Write", "Microsoft.Insights/Telemetry/Write"],
  },
  {
    name: "Monitoring Contributor",
    id: "749f88d5-cbae-40b8-bcfc-e573ddc772fa",
    actions: [
      "*/read",
      "Microsoft.Insights/*",
      "Microsoft.OperationalInsights/workspaces/write",
      "Microsoft.Support/*",
    ],
  },
  {
    name: "Storage Blob Data Owner",
    id: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    actions: [`${containers}/*`, `${blobServices}/generateUserDelegationKey/action`],
    dataActions: [`${containers}/blobs/*`],
  },
  {
    name: "Storage Blob Data Contributor",
    id: "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    actions: [
      `${containers}/delete`,
      `${containers}/read`,
      `${containers}/write`,
      `${blobServices}/generateUserDelegationKey/action`,
    ],
    dataActions: ["delete", "read", "write", "move/action", "add/action"].map((verb) => `${containers}/blobs/${verb}`),
  },
  {
    name: "Storage Blob Data Reader",
    id: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    actions: [`${containers}/read`, `${blobServices}/generateUserDelegationKey/action`],
    dataActions: [`${containers}/blobs/read`],
  },
  {
    name: "Storage Table Data Contributor",
    id: "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
    actions: [
      "Microsoft.Storage/storageAccounts/tableServices/tables/delete",
      "Microsoft.Storage/storageAccounts/tableServices/tables/read",
      "Microsoft.Storage/storageAccounts/tableServices/tables/write",
    ],
    dataActions: [
      "Microsoft.Storage/storageAccounts/tableServices/tables/entities/read",
      "Microsoft.Storage/storageAccounts/tableServices/tables/entities/write",
      "Microsoft.Storage/storageAccounts/tableServices/tables/entities/delete",
      "Microsoft.Storage/storageAccounts/tableServices/tables/entities/add/action",
      "Microsoft.Storage/storageAccounts/tableServices/tables/entities/update/action",
    ],
  },
  {
    name: "Key Vault Crypto User",
    id: "12338af0-0e69-4776-bea7-57ae8d297424",
    actions: [],
    dataActions: [
      "read",
      "update/action",
      "backup/action",
      "encrypt/action",
      "decrypt/action",
      "wrap/action",
      "unwrap/action",
      "sign/action",
      "verify/action",
    ].map((verb) => `Microsoft.KeyVault/vaults/keys/${verb}`),
  },
  {
    name: "Microsoft Sentinel Reader",
    id: "8d289c81-5878-46d4-8554-54e1e3d8b5cb",
    actions: sentinelReading,
    notActions: confidential,
  },
  {
    name: "Microsoft Sentinel Responder",
    id: "3e150937-b8fe-4cfb-8069-0eaf05ecd056",
    actions: [
      ...sentinelReading,
      "Microsoft.SecurityInsights/automationRules/*",
      "Microsoft.SecurityInsights/cases/*",
      "Microsoft.SecurityInsights/incidents/*",
      "Microsoft.SecurityInsights/entities/runPlaybook/action",
    ],
    notActions: [
      "Microsoft.SecurityInsights/cases/*/Delete",
      "Microsoft.SecurityInsights/incidents/*/Delete",
      ...confidential,
    ],
  },
  {
    name: "Microsoft Sentinel Contributor",
    id: "ab8e14d6-4a74-4a29-9ba8-549422addade",
    actions: [...sentinelReading, "Microsoft.SecurityInsights/*"],
    notActions: confidential,
  },
  {
    name: "Microsoft Sentinel Automation Contributor",
    id: "f4c81013-99ee-4d62-a7ee-b3f1f648599a",
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Logic/workflows/triggers/read",
      "Microsoft.Logic/workflows/triggers/listCallbackUrl/action",
      "Microsoft.Logic/workflows/runs/read",
    ],
  },
  {
    name: "Logic App Operator",
    id: "515c2055-d9d4-4321-b1b9-bd0c9a0f79fe",
    actions: [
      "Microsoft.Logic/*/read",
      "Microsoft.Logic/workflows/disable/action",
      "Microsoft.Logic/workflows/enable/action",
      "Microsoft.Logic/workflows/validate/action",
      ...everyone,
    ],
  },
  {
    name: "Logic App Contributor",
    id: "87a39d53-fc1b-424a-814c-f7e04687dc9e",
    actions: ["Microsoft.Logic/*", "Microsoft.Web/connections/*", "Microsoft.Web/serverFarms/read", ...everyone],
  },
  {
    name: "Website Contributor",
    id: "de139f84-1756-47ae-9be6-808fbbe84772",
    actions: ["Microsoft.Web/certificates/*", "Microsoft.Web/serverFarms/read", "Microsoft.Web/sites/*", ...everyone],
  },
  {
    name: "Container Apps Jobs Operator",
    id: "b9a307c4-5aa3-4b52-ba60-2b17c136cd7b",
    actions: ["Microsoft.App/jobs/read", "Microsoft.App/jobs/*/read", "Microsoft.App/jobs/*/action", ...everyone],
  },
];

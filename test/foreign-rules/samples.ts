/** Rules as others write them. */
export const id = "3c1d9a52-7e4b-4f0a-9b6d-2f8e5a7c1d34";

/** As the Azure-Sentinel repository has them. */
export const yamlRule = `id: ${id.toUpperCase()}
name: Key vault read by somebody new
description: |
  'Somebody who never read the vault reads it.'
severity: Medium
requiredDataConnectors:
  - connectorId: AzureActivity
    dataTypes:
      - AzureActivity
queryFrequency: PT1H
queryPeriod: P1DT12H
triggerOperator: GreaterThan
triggerThreshold: 0
tactics:
  - Credential Access
relevantTechniques:
  - T1555
tags:
  - Schema: ASIMAudit
    SchemaVersion: 0.1
query: |
  AzureActivity
  | where OperationNameValue has "vaults/secrets/read" and Caller !startswith "\${"
  | summarize Reads = count() by Caller
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: FullName
        columnName: Caller
version: 1.2.0
metadata:
    source:
        kind: Community
`;

const query =
  'AzureActivity\r\n| where OperationNameValue has "delete"\r\n| summarize Deletes = count() by Caller, CallerIpAddress';

/** What the portal exports. */
export const armTemplate = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  parameters: { workspace: { type: "String" } },
  variables: { shown: "[concat('Much is ', 'deleted')]" },
  resources: [
    {
      id: `[concat(resourceId('Microsoft.OperationalInsights/workspaces/providers', parameters('workspace'), 'Microsoft.SecurityInsights'),'/alertRules/${id}')]`,
      name: `[concat(parameters('workspace'),'/Microsoft.SecurityInsights/${id}')]`,
      type: "Microsoft.OperationalInsights/workspaces/providers/alertRules",
      kind: "Scheduled",
      apiVersion: "2023-12-01-preview",
      properties: {
        displayName: "[variables('shown')]",
        description: "#DONT_CORR# Somebody deletes much.",
        severity: "High",
        enabled: false,
        query,
        queryFrequency: "PT15M",
        queryPeriod: "P1D",
        triggerOperator: "GreaterThan",
        triggerThreshold: 0,
        suppressionDuration: "PT5H",
        suppressionEnabled: false,
        startTimeUtc: null,
        tactics: ["Impact"],
        techniques: ["T1485"],
        subTechniques: ["T1578.003"],
        alertRuleTemplateName: null,
        incidentConfiguration: {
          createIncident: true,
          groupingConfiguration: {
            enabled: true,
            reopenClosedIncident: false,
            lookbackDuration: "PT5H",
            matchingMethod: "AllEntities",
            groupByEntities: [],
            groupByAlertDetails: null,
            groupByCustomDetails: null,
          },
        },
        eventGroupingSettings: { aggregationKind: "SingleAlert" },
        alertDetailsOverride: null,
        customDetails: null,
        entityMappings: [
          { entityType: "IP", fieldMappings: [{ identifier: "Address", columnName: "CallerIpAddress" }] },
        ],
        sentinelEntitiesMappings: null,
        templateVersion: "1.4.1",
      },
    },
  ],
};

/** What the API answers for a workspace: a rule with a query, one without. */
export const restAnswer = {
  value: [
    {
      id: `/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w/providers/Microsoft.SecurityInsights/alertRules/${id}`,
      name: id,
      etag: '"1"',
      type: "Microsoft.SecurityInsights/alertRules",
      kind: "NRT",
      properties: {
        displayName: "[Lab] A vault is purged",
        severity: "High",
        enabled: true,
        query: 'AzureActivity | where OperationNameValue has "vaults/purge"',
        tactics: ["Impact"],
        techniques: ["T1485"],
        lastModifiedUtc: "2026-01-01T00:00:00Z",
      },
    },
    {
      id: "/…/alertRules/BuiltInFusion",
      name: "BuiltInFusion",
      type: "Microsoft.SecurityInsights/alertRules",
      kind: "Fusion",
      properties: { displayName: "Advanced Multistage Attack Detection", enabled: true },
    },
  ],
};

export const sigmaRule = `title: Whoami
id: ${id}
logsource: { category: process_creation, product: windows }
detection:
  selection: { Image|endswith: '\\\\whoami.exe' }
  condition: selection
level: low
`;

import type { NewFiles } from "./write-new";

/** A saved function that rules, queries and workbooks can call. @param name as KQL calls it, such as AgentTools */
export const newFunction = (name: string, title: string): NewFiles => ({
  [`pipeline/functions/${name}.yaml`]: `# yaml-language-server: $schema=../../schemas/function.schema.json
name: ${name}
displayName: ${JSON.stringify(title)}
description: Say what its rows are, and what each parameter means.
parameters:
  - { name: window, type: timespan, default: "1d" }
query: |
  AgentExecution_CL
  | where TimeGenerated > ago(window) and isnotempty(SrcAgentId)
  | summarize Events = count(), LastActive = max(TimeGenerated) by SrcAgentId
`,
});

/** A custom table with a stream that fills it. @param name without the ending _CL */
export const newTable = (name: string, title: string): NewFiles => ({
  [`pipeline/tables/${name}_CL.yaml`]: `# yaml-language-server: $schema=../../schemas/table.schema.json
name: ${name}_CL
description: ${JSON.stringify(title)}
plan: Analytics
retentionInDays: 90
totalRetentionInDays: 90
writtenBy: collector
columns:
  - { name: TimeGenerated, type: datetime }
  - { name: SrcAgentId, type: string, description: object id of the agent }
  - { name: AdditionalFields, type: dynamic }
streams:
  - name: Custom-${name}
    description: Say who sends these rows.
    columns:
      - { name: TimeGenerated, type: datetime }
      - { name: SrcAgentId, type: string }
      - { name: AdditionalFields, type: dynamic }
    transformKql: source
`,
});

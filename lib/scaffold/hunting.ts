import { idOf } from "./ids";
import type { NewFiles } from "./write-new";

/** A hunting query and its tests: valid, and failing until its condition is written. @param name in small letters and hyphens */
export const newHunting = (name: string, title: string): NewFiles => ({
  [`detections/hunting/${name}.yaml`]: `# yaml-language-server: $schema=../../schemas/hunting.schema.json
id: ${idOf("hunting", name)}
version: 1.0.0
name: ${JSON.stringify(title)}
description: |
  Finds agents that call a tool named fill-in. Say here what it finds, and why one would look for it.
  Say what is harmless among what it finds.
requiredDataConnectors: []
tactics:
  - Discovery
relevantTechniques:
  - T1526
query: |
  AgentExecution_CL
  | where TimeGenerated > ago(7d) and isnotempty(SrcAgentId)
  // The condition goes here; the first test fails until it finds the test's rows.
  | where ToolName == "fill-in"
  | summarize Calls = count(), LastActive = max(TimeGenerated), AgentName = max(SrcAgentName) by AgentId = SrcAgentId, ToolName
  | order by Calls desc, AgentId asc
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: AadUserId
        columnName: AgentId
      - identifier: Name
        columnName: AgentName
tags:
  - ASI02
`,
  [`detections/hunting/${name}.test.yaml`]: `# yaml-language-server: $schema=../../schemas/hunting-test.schema.json
tests:
  - name: ${JSON.stringify(`the smallest case of: ${title}`)}
    now: "2026-03-10T10:00:00Z"
    given:
      AgentExecution_CL:
        - &row { TimeGenerated: "2026-03-09T10:00:00Z", SrcAgentId: 0d9f7c1e-0000-4000-8000-000000000001, SrcAgentName: finance-agent, ToolName: what_is_looked_for }
    expect:
      rows:
        - { AgentId: 0d9f7c1e-0000-4000-8000-000000000001, AgentName: finance-agent, ToolName: what_is_looked_for }

  - name: eight days ago is too long ago
    now: "2026-03-10T10:00:00Z"
    given:
      AgentExecution_CL: [{ <<: *row, TimeGenerated: "2026-03-02T09:00:00Z" }]
    expect: { rows: [] }
`,
});

import { idOf } from "./ids";
import type { NewFiles } from "./write-new";

/** Families of rules by their folder, with what their alerts count as and a technique to begin with. */
const families = {
  behaviour: { evidence: "behaviour", tactic: "Impact", technique: "T1499" },
  credentials: { evidence: "identity", tactic: "CredentialAccess", technique: "T1528" },
  data: { evidence: "data", tactic: "Collection", technique: "T1530" },
  egress: { evidence: "egress", tactic: "Exfiltration", technique: "T1567" },
  lineage: { evidence: "lineage", tactic: "Execution", technique: "T1204" },
  privilege: { evidence: "identity", tactic: "PrivilegeEscalation", technique: "T1098" },
  "sign-ins": { evidence: "identity", tactic: "InitialAccess", technique: "T1078" },
  signing: { evidence: "signing", tactic: "DefenseEvasion", technique: "T1036" },
} as const;
export type RuleFamily = keyof typeof families;
/** Folders of `detections/` that a new rule may go to. */
export const ruleFamilies = Object.keys(families) as RuleFamily[];

/** The numbers that rules go by have three digits. @throws Error when none is left */
export function nextDetectionId(taken: Iterable<string>): string {
  const last = Math.max(0, ...[...taken].map((id) => Number(id.slice("AIC-".length))));
  if (last >= 999) throw new Error("no number is left after AIC-999: say one with --id");
  return `AIC-${String(last + 1).padStart(3, "0")}`;
}

/**
 * A rule, its tests and its guide: all valid, so that `agentid validate` passes, and one test that fails until the rule's
 * condition is written.
 * @param name in small letters and hyphens; the file's name after the number
 */
export function newRule(name: string, title: string, family: RuleFamily, detectionId: string): NewFiles {
  const path = `detections/${family}/${detectionId}-${name}`;
  return {
    [`${path}.yaml`]: ruleText(idOf("detection", detectionId, name), title, family, detectionId),
    [`${path}.test.yaml`]: testText(title, detectionId),
    [`${path}.guide.md`]: guideText(title),
  };
}

const ruleText = (id: string, title: string, family: RuleFamily, detectionId: string): string => {
  const { evidence, tactic, technique } = families[family];
  return `# yaml-language-server: $schema=../../schemas/detection.schema.json
id: ${id}
version: 1.0.0
kind: Scheduled
name: ${JSON.stringify(title)}
description: |
  Identifies an AI agent that calls a tool named fill-in. Say here what it does, compared with what, and what is left out.
  Severity is Medium: say why.
  Known false positives: name one, and what an analyst does about it.
severity: Medium
status: Available
# What kind of signal an alert is, and whose word it rests on: docs/writing-detections.md.
evidence: { family: ${evidence}, source: telemetry }
# What it adds to its agent's story: docs/correlation.md.
risk: { weight: weak, deed: "called {Tool} {Calls} times" }
requiredDataConnectors: []
queryFrequency: 1h
queryPeriod: 26h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - ${tactic}
relevantTechniques:
  - ${technique}
query: |
  let Excepted = AgentExcepted("${detectionId}");
  AgentExecution_CL
  | extend Arrived = max_of(ingestion_time(), TimeGenerated)
  | where Arrived >= ago(1h) and Arrived < now()
  | where SrcAgentId !in (Excepted) and SrcAgentBlueprintId !in (Excepted)
  // The condition goes here; the first test fails until it finds the test's rows.
  | where EventType == "ToolExecuted" and ToolName == "fill-in"
  | summarize FirstActivity = min(TimeGenerated), LastActivity = max(TimeGenerated), Calls = count(), SrcAgentName = max(SrcAgentName), WorkflowResourceId = max(WorkflowResourceId) by SrcAgentId, SrcAgentBlueprintId, ToolName
  | extend DetectionId = "${detectionId}", Confidence = "Medium"
  | extend AlertDescription = substring(strcat("Agent ", iff(isempty(SrcAgentName), "without a name", SrcAgentName), " (", SrcAgentId, ") called ", ToolName, " ", Calls, " times between ", substring(tostring(FirstActivity), 0, 19), "Z and ", substring(tostring(LastActivity), 0, 19), "Z."), 0, 1200)
  // A run makes 150 alerts: beyond 149 findings, each alert tells several.
  | order by SrcAgentId asc, ToolName asc
  | extend AlertPlace = row_number()
  | summarize arg_min(AlertPlace, *), AlertRows = count(), AlertNames = make_set(substring(iff(isempty(SrcAgentName), SrcAgentId, SrcAgentName), 0, 40), 50), AlsoAgents = make_set(SrcAgentId, 50) by AlertOfRun = AlertPlace % 149
  | extend AlertDescription = iff(AlertRows > 1, strcat(AlertDescription, " This alert stands for ", AlertRows, " findings: ", strcat_array(AlertNames, ", "), "."), AlertDescription), AlsoAgents = iff(AlertRows > 1, strcat_array(AlsoAgents, " "), "")
  | order by AlertPlace asc
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: AadUserId
        columnName: SrcAgentId
      - identifier: Name
        columnName: SrcAgentName
  - entityType: CloudApplication
    fieldMappings:
      - identifier: InstanceName
        columnName: SrcAgentId
      - identifier: Name
        columnName: SrcAgentName
  - entityType: AzureResource
    fieldMappings:
      - identifier: ResourceId
        columnName: WorkflowResourceId
customDetails:
  AgentId: SrcAgentId
  BlueprintId: SrcAgentBlueprintId
  DetectionId: DetectionId
  Confidence: Confidence
  WorkflowResourceId: WorkflowResourceId
  Tool: ToolName
  Calls: Calls
  FirstActivity: FirstActivity
  LastActivity: LastActivity
  AlsoAgents: AlsoAgents
alertDetailsOverride:
  alertDisplayNameFormat: "Agent {{SrcAgentName}} called {{ToolName}} {{Calls}} times"
  alertDescriptionFormat: "{{AlertDescription}}"
eventGroupingSettings:
  aggregationKind: AlertPerResult
incidentConfiguration:
  createIncident: true
  groupingConfiguration:
    enabled: true
    reopenClosedIncident: false
    lookbackDuration: 1d
    matchingMethod: Selected
    groupByEntities:
      - Account
tags:
  - ${detectionId}
  - ASI02
`;
};

const testText = (
  title: string,
  detectionId: string,
): string => `# yaml-language-server: $schema=../../schemas/detection-test.schema.json
# Six or more: two that fire, two near misses, the edge, an exception. docs/writing-detections.md says which.
tests:
  - name: ${JSON.stringify(`the smallest case of: ${title}`)}
    now: "2026-03-10T10:00:00Z"
    given:
      AgentExecution_CL: &rows
        - &row
          TimeGenerated: "2026-03-10T09:30:00Z"
          EventType: ToolExecuted
          EventResult: Success
          SrcAgentId: 0d9f7c1e-0000-4000-8000-000000000001
          SrcAgentName: finance-agent
          SrcAgentBlueprintId: 0d9f7c1e-0000-4000-8000-0000000000b1
          ToolName: what_the_attacker_calls
        - { <<: *row, TimeGenerated: "2026-03-10T09:31:00Z" }
    expect:
      alerts:
        - title: Agent finance-agent called what_the_attacker_calls 2 times
          severity: Medium
          entities:
            - { type: Account, AadUserId: 0d9f7c1e-0000-4000-8000-000000000001 }
          customDetails: { Tool: what_the_attacker_calls, Calls: "2" }

  - name: ordinary work
    now: "2026-03-10T10:00:00Z"
    given:
      AgentExecution_CL: [{ <<: *row, ToolName: read_invoice }]
    expect: { alerts: [] }

  - name: an exception that has not ended
    now: "2026-03-10T10:00:00Z"
    given:
      AgentExecution_CL: *rows
    watchlists:
      AgentExceptions:
        - { AgentId: 0d9f7c1e-0000-4000-8000-000000000001, DetectionId: ${detectionId}, Expiry: "2026-03-11T00:00:00Z", Reason: agreed, Approver: ada@contoso.com }
    expect: { alerts: [] }
`;

const guideText = (title: string): string => `# ${title}

## What it means
Two to four sentences: what happened, what the attacker or the fault gains, how sure the rule is.

## First look
1. What did the agent do around it?
\`\`\`kusto
let agent = "<AgentId>";
AgentExecution_CL
| where TimeGenerated > ago(1d) and SrcAgentId == agent
| project TimeGenerated, EventType, ToolName, TargetStore, DstDomain, EventResult
| order by TimeGenerated asc
\`\`\`

## Decide
What makes it malicious, what makes it benign.

## Respond
What to do in each case, and how to undo it.
`;

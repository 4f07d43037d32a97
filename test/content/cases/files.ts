/** Files of the shipped content that cases change. */
export const connector = "pipeline/connector.yaml";
export const destinations = "pipeline/functions/AgentAllowed.yaml";
export const excepted = "pipeline/functions/AgentExcepted.yaml";
export const execution = "pipeline/tables/AgentExecution_CL.yaml";
export const nrt = "detections/egress/AIC-046-unauthorised-destination.yaml";
export const nrtTests = "detections/egress/AIC-046-unauthorised-destination.test.yaml";
export const parser = "pipeline/functions/vimAgentEventAgentIdentities.yaml";
export const protocol = "pipeline/tables/AgentProtocol_CL.yaml";
export const playbook = "playbooks/PB-01-freeze-agent/playbook.yaml";
export const enrichment = "playbooks/PB-06-enrich-incident/workflow.json";
export const policy = "pipeline/watchlists/AgentPolicy.yaml";
export const response = "pipeline/tables/AgentResponse_CL.yaml";
export const scheduled = "detections/egress/AIC-046-first-seen-destination.yaml";
export const summary = "pipeline/summaries/AgentActivityHourly.yaml";
export const graphTransform = "pipeline/workspace-transforms/MicrosoftGraphActivityLogs.yaml";
export const workbook = "workbooks/agent-timeline.json";
export const workflow = "playbooks/PB-01-freeze-agent/workflow.json";

/**
 * Every fixed identity and address of the example in one place. All of it is made up; Contoso is Microsoft's
 * fictitious company, the attacker's host does not exist.
 */

/** The agent identity (Entra object id) that all of this agent's spans carry. */
export const AGENT_ID = "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615";
export const AGENT_NAME = "contoso-finance-agent";
/** The blueprint (application) from which the agent identity was made. */
export const BLUEPRINT_ID = "b7d0c9a4-52e3-4f18-8a6d-1c3e5f709b24";

const SUBSCRIPTION_ID = "9c4a1f60-7b2d-4e85-a3c9-0d6f8e217b53";
/** The workflow that hosts the agent: what a playbook pauses. */
export const WORKFLOW_RESOURCE_ID = `/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/rg-finance-agents/providers/Microsoft.Logic/workflows/finance-reconciliation`;
export const WORKFLOW_NAME = "finance-reconciliation";

export const REPOSITORY = "https://github.com/contoso/finance-agent";
export const IMAGE_NAME = "registry.contoso.com/finance/agent";

export const LEDGER_SERVER = "ledger.mcp.contoso.com";
export const REPORTING_SERVER = "reporting.mcp.contoso.com";

/** Where the agent may deliver to. */
export const REPORTS_HOST = "reports.contoso.com";
export const ERP_HOST = "erp.contoso.com";
export const ALLOWED_DESTINATIONS = [REPORTS_HOST, ERP_HOST] as const;
/** Where the changed agent delivers to. */
export const UNAUTHORISED_HOST = "files.transfer-cache.net";

/** One build of the agent, as its resource attributes state it. */
export interface Build {
  version: string;
  commit: string;
  imageDigest: string;
  pipelineRunId: string;
}

/** The build that runs all through the ordinary week. */
export const REVIEWED_BUILD: Build = {
  version: "2.4.1",
  commit: "8d1f3a6c0b7e49d2a5c8f1e6037b4d9a2c5e8f10",
  imageDigest: "sha256:4b1d7f0a9c3e6258d1b4a7f0c3e695281d4b7a0f3c6e9528b1d4a7f0c3e69521",
  pipelineRunId: "13208845127",
};

/** The build whose reconciliation also copies ledger rows to `UNAUTHORISED_HOST`. */
export const CHANGED_BUILD: Build = {
  version: "2.5.0",
  commit: "c7e20b94f5a1836d0e9b2c4f7a8d1350e6b9c2f4",
  imageDigest: "sha256:e92f5c8b1a4d7063f9c2e5b8a1d40736f9c2e5b8a1d4073629f5c8e1b4a7d036",
  pipelineRunId: "13391760482",
};

/** First and last instant of both recordings: one week from Monday, end excluded. */
export const WEEK_START = new Date("2026-03-02T00:00:00Z");
export const WEEK_DAYS = 7;
/** When the changed build replaces the reviewed one, in the exfiltration recording. */
export const CHANGE_DEPLOYED = new Date("2026-03-07T22:40:00Z");
/** When the changed build first copies rows out. */
export const FIRST_COPY_RUN = new Date("2026-03-08T01:10:00Z");

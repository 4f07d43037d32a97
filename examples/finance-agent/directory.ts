import type { DirectoryData } from "../../lib/emulator/graph";
import { ANALYST, SOC_MAILBOX, SPONSOR } from "../people";
import { AGENT_ID, AGENT_NAME, BLUEPRINT_ID } from "./ids";

const tenantId = "4d2f6b1a-93c8-4e57-a0b6-8f1e2c7d5a90";

/** What Microsoft Entra holds about the finance agent. */
export const directory: DirectoryData = {
  tenantId,
  applications: [],
  servicePrincipals: [
    {
      "@odata.type": "#microsoft.graph.agentIdentity",
      id: AGENT_ID,
      appId: AGENT_ID,
      displayName: AGENT_NAME,
      accountEnabled: true,
      servicePrincipalType: "ServiceIdentity",
      agentIdentityBlueprintId: BLUEPRINT_ID,
      customSecurityAttributes: { AgentGovernance: { QuarantineState: "None", ResponseMode: "Auto" } },
    },
  ],
  users: [ANALYST, SPONSOR, SOC_MAILBOX],
  federatedIdentityCredentials: {},
  relations: { [AGENT_ID]: { owners: [SPONSOR], sponsors: [SPONSOR] } },
  riskyAgents: [],
};

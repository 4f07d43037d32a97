import { AgentTelemetry } from "@sentinel-agent-identities/telemetry";
import { AGENT_ID } from "../ids";

/** Signed records of the agent's spans, where the environment says where to send them; otherwise none. */
export function signedTelemetry(environment: NodeJS.ProcessEnv): AgentTelemetry | undefined {
  const { AGENT_TELEMETRY_ENDPOINT: endpoint, AGENT_TELEMETRY_RULE_ID: ruleId = "" } = environment;
  const { AGENT_TELEMETRY_TOKEN: token = "", AGENT_TELEMETRY_FOLDER: folder = "" } = environment;
  if (!endpoint) return undefined;
  return new AgentTelemetry({ agentId: AGENT_ID, endpoint, ruleId, folder, token: async () => token });
}

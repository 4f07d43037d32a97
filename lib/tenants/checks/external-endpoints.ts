import { isIP } from "node:net";
import type { Problem } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** Names that no certificate of a public authority is for, or that mean another machine wherever they are asked. */
const inner = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)\.?$/i;

/** Endpoints that no message can reach, and such that no agent of the list has. */
export function externalEndpointProblems(
  { externalAgents, externalAgentEndpoints = {} }: Tenant,
  source: TenantSource,
): Problem[] {
  return Object.entries(externalAgentEndpoints).flatMap(([platform, address]) => {
    const report = (message: string, suggestion: string, atKey = false) => [
      source.problem(["externalAgentEndpoints", platform], "tenant/external-endpoint", message, { suggestion, atKey }),
    ];
    const wrong = wrongAddress(address);
    if (wrong) return report(`the endpoint of ${platform} ${wrong[0]}`, wrong[1]);
    if (!externalAgents?.some((agent) => agent.platform === platform))
      return report(
        `no agent of externalAgents is on the platform ${platform}`,
        externalAgents ? "list its agents, or remove the endpoint" : "add externalAgents, a file that lists them",
        true,
      );
    return [];
  });
}

function wrongAddress(address: string): readonly [string, string] | undefined {
  const fix = "write an address such as https://agents.contoso.com/responses";
  if (!URL.canParse(address)) return ["is no address", fix];
  const { hostname, hash, search } = new URL(address);
  if (isIP(hostname) || !hostname.includes(".") || inner.test(hostname))
    return [`is on ${hostname}, which a Logic App does not reach by that name`, "write the public name of its host"];
  if (hash || search) return ["has a query or fragment", "write the path only: the message says what is asked"];
  return undefined;
}

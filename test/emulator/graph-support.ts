import { readFileSync } from "node:fs";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import type { Fault } from "../../lib/emulator/faults";
import { Directory, type DirectoryData, FakeGraph, type GraphObject, GraphServer } from "../../lib/emulator/graph";
import { issueToken } from "../../lib/emulator/server";
import { fetchTrusting } from "../../packages/collector/src/http/fetch";

export const reader = "aaaaaaaa-0000-4000-8000-00000000000a";
const tenantId = "cccccccc-0000-4000-8000-00000000000c";
export const guid = (n: number) => `11111111-0000-4000-8000-${String(n).padStart(12, "0")}`;

export const everything = [
  "AgentIdentity.Read.All",
  "AgentIdentityBlueprint.Read.All",
  "AgentIdentityBlueprintPrincipal.Read.All",
  "Application.Read.All",
  "CustomSecAttributeAssignment.Read.All",
  "Directory.Read.All",
  "GroupMember.Read.All",
  "IdentityRiskyAgent.Read.All",
  "RoleManagement.Read.Directory",
  "User.Read.All",
];

/** An agent identity. */
export const agent = (n: number, more: object = {}): GraphObject => ({
  "@odata.type": "#microsoft.graph.agentIdentity",
  id: guid(n),
  displayName: `agent-${n}`,
  accountEnabled: true,
  servicePrincipalType: "ServiceIdentity",
  customSecurityAttributes: { AgentGovernance: { QuarantineState: "None" } },
  ...more,
});

/** A directory with these service principals. */
export const directoryData = (
  servicePrincipals: readonly GraphObject[],
  more: Partial<DirectoryData> = {},
): DirectoryData => ({
  tenantId,
  applications: [],
  servicePrincipals,
  users: [],
  federatedIdentityCredentials: {},
  relations: {},
  riskyAgents: [],
  ...more,
});

/** A Graph over HTTPS at 2026-03-02T10:00:00Z; closed after the test. */
export async function startGraph(
  data: DirectoryData,
  {
    permissions = everything,
    ...options
  }: { permissions?: readonly string[]; unitsPerTenSeconds?: number; lag?: number; faults?: readonly Fault[] } = {},
) {
  const clock = new VirtualClock(new Date("2026-03-02T10:00:00Z"));
  const directory = new Directory(data);
  const graph = new FakeGraph({ directory, clock, permissions: { [reader]: permissions }, ...options });
  const server = await GraphServer.start(graph);
  running.push(server);
  const fetch = fetchTrusting(readFileSync(server.caFile, "utf8"));
  const token = issueToken(reader, "https://graph.microsoft.com");
  const call = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
    send(body === undefined ? "GET" : "POST", path, body, headers);
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(path.startsWith("https:") ? path : `${server.endpoint}/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { clock, directory, graph, server, fetch, token, call, send };
}

const running: GraphServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

import { type Alert, type Incident, readWorkspace, SentinelEmulator } from "../../lib/emulator";
import type { DirectoryData, GraphObject } from "../../lib/emulator/graph";
import {
  type CloudOptions,
  deployedPlaybooks,
  EmulatedCloud,
  type IncidentComment,
} from "../../lib/emulator/responses";
import { shipped } from "../shared/content";
import { exampleStack } from "../shared/stacks";
import { agent, directoryData, guid } from "./graph-support";

/** An analyst who may approve. */
export const analyst = "dddddddd-0000-4000-8000-00000000000d";
export const agentId = guid(1);
export const analystUser: GraphObject = {
  "@odata.type": "#microsoft.graph.user",
  id: analyst,
  displayName: "Ana Lyst",
  userPrincipalName: "ana@contoso.com",
};

/** The example tenant's stack, and the Graph permissions that its playbooks ask for. */
function contoso(): { stack: string; roles: ReadonlyMap<string, readonly string[]> } {
  const roles = new Map(
    shipped.playbooks.map(({ data: spec }) => [
      spec.name,
      spec.graphAppRoles.map((role: string | { role: string }) => (typeof role === "string" ? role : role.role)),
    ]),
  );
  return { stack: exampleStack(), roles };
}

/** Graph permissions by principal id, from those of each playbook by its name. */
export function grantsOf(stack: string, roles: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
  return new Map(
    deployedPlaybooks(stack).flatMap(({ name, identities }) =>
      identities.map(({ principalId }) => [principalId, roles.get(name) ?? []] as const),
    ),
  );
}

/** An open incident about agents, created at 2026-03-02T10:00:00Z. */
export const incidentOf = (agentIds: readonly string[] = [agentId], more: Partial<Incident> = {}): Incident => ({
  number: 7,
  id: "00000007-0000-4000-8000-000000000000",
  title: "Agent sent data away",
  description: "",
  severity: "High",
  status: "New",
  createdTime: "2026-03-02T10:00:00.000Z",
  lastModifiedTime: "2026-03-02T10:00:00.000Z",
  firstActivityTime: "2026-03-02T09:59:00.000Z",
  lastActivityTime: "2026-03-02T10:00:00.000Z",
  tactics: ["Exfiltration"],
  techniques: [],
  entities: agentIds.map((id) => ({ type: "Account", AadUserId: id })),
  alerts: [],
  tasks: [],
  providerName: "Azure Sentinel",
  providerIncidentId: "7",
  labels: [],
  ruleArmIds: ["/rules/r1"],
  ...more,
});

/** An alert of this solution about an agent. */
export const alertAbout = (id: string, detection = "AIC-046"): Alert => ({
  systemAlertId: `alert about ${id}`,
  rule: "rule",
  ruleId: "r1",
  product: "Azure Sentinel",
  provider: "ASI NRT Alerts",
  timeGenerated: "2026-03-02T10:00:00.000Z",
  startTime: "2026-03-02T09:59:00.000Z",
  endTime: "2026-03-02T10:00:00.000Z",
  title: "Agent sent data away",
  description: "",
  severity: "High",
  tactics: [],
  techniques: [],
  entities: [],
  customDetails: { AgentId: [id], DetectionId: [detection] },
  dynamicProperties: {},
  events: 1,
});

/** One agent, and the analyst. */
export const oneAgent: DirectoryData = directoryData([agent(1)], { users: [analystUser] });

/** Writes `approve <code>` (or `deny`) with the code of the newest request. */
export const answering =
  (verb: "approve" | "deny") =>
  (comments: readonly IncidentComment[]): string | undefined =>
    comments.flatMap(({ message }) => message.match(new RegExp(`${verb} [0-9a-f-]+`)) ?? []).at(-1);

/** What differs from the example tenant, its playbooks granted what they ask for, and one agent in its directory. */
export interface TestCloud extends Partial<Omit<CloudOptions, "emulator">> {
  /** items of the AgentPolicy watchlist; default: an automatic response is allowed for all */
  readonly policy?: readonly Readonly<Record<string, string>>[];
  /** items of other watchlists, by alias; default: those of the example tenant */
  readonly watchlists?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** names of the rules that a test runs; default: none */
  readonly rules?: readonly string[];
  /** puts rows into the workspace before a playbook runs */
  readonly fill?: (emulator: SentinelEmulator) => Promise<void>;
}

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of running.splice(0).reverse()) await close();
});

/** A cloud for the playbooks of the example tenant; closed after the test. */
export async function startCloud({
  policy,
  watchlists: given = {},
  rules = [],
  fill,
  ...options
}: TestCloud = {}): Promise<{
  cloud: EmulatedCloud;
  emulator: SentinelEmulator;
}> {
  const stack = options.stack ?? contoso().stack;
  const workspace = readWorkspace(stack);
  const filled = { AgentPolicy: policy ?? [{ AgentOrBlueprintId: "*", ResponseMode: "Auto" }], ...given };
  const watchlists = workspace.watchlists.map((one) => {
    const items = Object.entries(filled).find(([alias]) => alias === one.alias)?.[1];
    return items ? { ...one, items, columns: [...new Set(items.flatMap((item) => Object.keys(item)))] } : one;
  });
  const emulator = await SentinelEmulator.open(
    { ...workspace, watchlists },
    { rules: workspace.rules.filter(({ name }) => rules.includes(name)) },
  );
  running.push(async () => emulator.close());
  await fill?.(emulator);
  const cloud = await EmulatedCloud.start({
    stack,
    emulator,
    directory: oneAgent,
    graphGrants: options.stack ? new Map() : grantsOf(stack, contoso().roles),
    ...options,
  });
  running.push(() => cloud.close());
  return { cloud, emulator };
}

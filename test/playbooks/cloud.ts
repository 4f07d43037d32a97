import { join } from "node:path";
import { appRolesOf } from "../../lib/content";
import type { Incident, SentinelEmulator } from "../../lib/emulator";
import type { DirectoryData, GraphObject } from "../../lib/emulator/graph";
import { type CloudRun, deployedPlaybooks, type EmulatedCloud, type Workload } from "../../lib/emulator/responses";
import type { Tenant } from "../../lib/tenants";
import {
  agentId,
  analyst,
  analystUser,
  answering,
  grantsOf,
  incidentOf,
  startCloud,
  type TestCloud,
} from "../emulator/cloud-support";
import { agent, directoryData, guid } from "../emulator/graph-support";
import { shipped } from "../shared/content";
import { contoso, respondingOutputOf, outputOf as wholeOutputOf } from "../shared/stacks";

export { agentId, analyst, answering } from "../emulator/cloud-support";

export const minute = 60_000;
export const otherAgent = guid(2);
export const blueprintId = guid(50);
export const blueprintPrincipal = guid(51);
export const blueprintApplication = guid(52);
export const passwordId = guid(53);
export const federatedId = guid(54);
export const certificateId = guid(55);
export const classicAgent = guid(60);
export const mailbox = guid(70);
export const sponsor = guid(71);
export const bystander = guid(72);

const subscription = "9c4a1f60-7b2d-4e85-a3c9-0d6f8e217b53";
const group = `/subscriptions/${subscription}/resourceGroups/rg-agents`;
export const logicApp = `${group}/providers/Microsoft.Logic/workflows/la-agent`;
export const containerApp = `${group}/providers/Microsoft.App/containerApps/ca-agent`;
export const job = `${group}/providers/Microsoft.App/jobs/job-agent`;
export const functionApp = `${group}/providers/Microsoft.Web/sites/fn-agent`;

/** How a tenant differs from the one that allows everything. */
type Response = Partial<NonNullable<Tenant["response"]>>;

const response = {
  mode: "Auto",
  approvers: [analyst],
  approvalHours: 1,
  workflowScopes: [group],
  mailSender: mailbox,
} as const;

/** The example tenant with every playbook, allowed to act. @param withRules with analytics rules, too */
function stackWith(
  different: Response,
  withRules: boolean,
  externalAgentEndpoints?: Tenant["externalAgentEndpoints"],
): string {
  const tenant = {
    ...contoso,
    features: { classicFreeze: true },
    response: { ...response, ...different },
    ...(externalAgentEndpoints ? { externalAgentEndpoints } : {}),
  };
  const outputOf = withRules ? wholeOutputOf : respondingOutputOf;
  return join(outputOf(tenant as Tenant), "stacks", tenant.name);
}

/** Microsoft Graph permissions of every playbook's identity. @param without a permission nobody holds */
function grants(stack: string, without?: string): Map<string, readonly string[]> {
  const roles = shipped.playbooks.map(
    ({ data }) => [data.name, appRolesOf(data, response).filter((role) => role !== without)] as const,
  );
  return grantsOf(stack, new Map(roles));
}

const blueprintOf = (more: object = {}): GraphObject => ({
  "@odata.type": "#microsoft.graph.agentIdentityBlueprint",
  id: blueprintApplication,
  appId: blueprintId,
  displayName: "Ledger blueprint",
  passwordCredentials: [{ keyId: passwordId, displayName: "made at night", startDateTime: "2026-03-01T00:00:00Z" }],
  keyCredentials: [{ keyId: certificateId, displayName: "CN=agent" }],
  ...more,
});
const person = (id: string, name: string): GraphObject => ({
  "@odata.type": "#microsoft.graph.user",
  id,
  displayName: name,
  mail: `${name.split(" ")[0]!.toLowerCase()}@contoso.com`,
  userPrincipalName: `${name.split(" ")[0]!.toLowerCase()}@contoso.com`,
});

/** A tenant with two agents, their blueprint, a classic agent that PB-11 owns, and people. */
export function directoryOf(stack: string, more: { enabled?: boolean; quarantine?: string } = {}): DirectoryData {
  const { enabled = true, quarantine = "None" } = more;
  const owner = deployedPlaybooks(stack).find(({ name }) => name === "agentid-freeze-classic-agent")!.identities[0]!;
  const owned = {
    "@odata.type": "#microsoft.graph.servicePrincipal",
    id: owner.principalId,
    displayName: owner.principalId,
  };
  const state = {
    accountEnabled: enabled,
    customSecurityAttributes: { AgentGovernance: { QuarantineState: quarantine } },
  };
  return directoryData(
    [
      agent(1, state),
      agent(2),
      {
        "@odata.type": "#microsoft.graph.agentIdentityBlueprintPrincipal",
        id: blueprintPrincipal,
        appId: blueprintId,
        displayName: "Ledger blueprint",
        accountEnabled: enabled,
      },
      {
        "@odata.type": "#microsoft.graph.servicePrincipal",
        id: classicAgent,
        displayName: "Old agent",
        accountEnabled: enabled,
        servicePrincipalType: "Application",
      },
    ],
    {
      applications: [blueprintOf(enabled ? {} : { passwordCredentials: [] })],
      federatedIdentityCredentials: {
        [blueprintApplication]: [
          {
            "@odata.type": "#microsoft.graph.federatedIdentityCredential",
            id: federatedId,
            name: "rogue",
            issuer: "https://token.actions.githubusercontent.com",
            subject: "repo:evil/repo:ref:refs/heads/main",
          },
        ],
      },
      users: [
        analystUser,
        person(mailbox, "Soc Mailbox"),
        person(sponsor, "Sam Sponsor"),
        person(bystander, "Bea Stander"),
      ],
      relations: { [agentId]: { sponsors: [person(sponsor, "Sam Sponsor")] }, [classicAgent]: { owners: [owned] } },
    },
  );
}

export const workloads = (state?: "Disabled" | "Stopped"): Workload[] => [
  {
    id: logicApp,
    state: state ? "Disabled" : "Enabled",
    runs: [
      { name: "run-1", status: "Running" },
      { name: "run-0", status: "Succeeded" },
    ],
  },
  { id: containerApp, state: state ? "Stopped" : "Running" },
  { id: job, runs: [{ name: "job-1", status: state ? "Succeeded" : "Running" }] },
  { id: functionApp, state: state ? "Stopped" : "Running" },
];

type Row = Readonly<Record<string, unknown>>;

/** Puts rows into a table. */
export const ingest = (emulator: SentinelEmulator, target: string, rows: readonly Row[]): Promise<unknown> =>
  emulator.ingest({
    target,
    file: `${target}.json`,
    rows: async function* () {
      for (const [i, data] of rows.entries()) yield { data, place: String(i + 1), bytes: 100 };
    },
  });

/** What the asset sync knows of the agents. */
const assets: readonly Row[] = [agentId, otherAgent, classicAgent].map((id) => ({
  TimeGenerated: "2026-03-02T08:00:00Z",
  AssetType: id === classicAgent ? "ClassicAgent" : "AgentIdentity",
  AgentId: id,
  AppId: id,
  AgentName: `agent ${id.slice(-1)}`,
  BlueprintId: id === classicAgent ? "" : blueprintId,
  AccountEnabled: true,
  WorkflowResourceIds:
    id === agentId ? [logicApp, containerApp, job, functionApp] : id === otherAgent ? [logicApp] : [],
}));
/** Many more agents of the blueprint, so that one frozen is no large part. */
const peers: readonly Row[] = Array.from({ length: 8 }, (_, i) => ({
  ...assets[1],
  AgentId: guid(100 + i),
  AppId: guid(100 + i),
}));

/** Ledger rows of the last hour that open the circuit breaker. */
export const manyStopped: readonly Row[] = Array.from({ length: 5 }, (_, i) => ({
  TimeGenerated: "2026-03-02T09:45:00Z",
  ActionId: guid(200 + i),
  AgentId: guid(300 + i),
  ActionType: "Freeze",
  ActionMode: "Enforced",
  ResultState: "Succeeded",
}));

/** What a test varies. */
export interface Setting extends Omit<TestCloud, "stack" | "directory" | "graphGrants"> {
  readonly response?: Response;
  readonly directory?: (stack: string) => DirectoryData;
  /** a permission that the playbooks' identities do not hold */
  readonly without?: string;
  /** addresses of platforms of agents outside Entra. @default - there are none */
  readonly endpoints?: Tenant["externalAgentEndpoints"];
  /** whether the stack has analytics rules and what starts playbooks. @default - where rules are asked for */
  readonly withRules?: boolean;
  /** rows of AgentResponse_CL from before the run */
  readonly ledger?: readonly Row[];
}

/** The tenant with its agents known to the workspace; closed after the test. */
export async function start({
  response: different = {},
  without,
  directory,
  endpoints,
  ledger = [],
  withRules,
  ...more
}: Setting = {}) {
  const stack = stackWith(different, withRules ?? more.rules !== undefined, endpoints);
  return startCloud({
    workloads: workloads(),
    ...more,
    stack,
    directory: (directory ?? directoryOf)(stack),
    graphGrants: grants(stack, without),
    fill: async (emulator) => {
      await ingest(emulator, "AgentAsset_CL", [...assets, ...peers]);
      if (ledger.length > 0) await ingest(emulator, "AgentResponse_CL", ledger);
      await more.fill?.(emulator);
    },
  });
}

/**
 * An incident with two alerts about each agent, of detections of two kinds, from two sources, and whatever else is given.
 * Without agents the two alerts name none.
 */
export function incident(accounts: readonly string[], details: Readonly<Record<string, string>> = {}): Incident {
  const alert = (detection: string, agent?: string) => ({
    systemAlertId: agent === undefined ? detection : `${detection} ${agent}`,
    rule: detection,
    ruleId: detection,
    product: "Azure Sentinel",
    provider: "ASI NRT Alerts",
    timeGenerated: "2026-03-02T10:00:00.000Z",
    startTime: "2026-03-02T09:59:00.000Z",
    endTime: "2026-03-02T10:00:00.000Z",
    title: detection,
    description: "",
    severity: "High" as const,
    tactics: [],
    techniques: [],
    entities: [],
    customDetails: {
      DetectionId: [detection],
      ...(agent === undefined ? {} : { AgentId: [agent] }),
      ...Object.fromEntries(Object.entries(details).map(([name, value]) => [name, [value]])),
    },
    dynamicProperties: {},
    events: 1,
  });
  const about = accounts.length > 0 ? accounts : [undefined];
  return incidentOf(accounts, { alerts: about.flatMap((one) => [alert("AIC-022", one), alert("AIC-009", one)]) });
}

export const labelsOf = (cloud: EmulatedCloud): string[] =>
  ((cloud.incidents.get(incidentOf().id).properties.labels ?? []) as { labelName: string }[]).map(
    ({ labelName }) => labelName,
  );

/** Comments that the playbook wrote, without markup. */
export const said = (run: CloudRun): string[] =>
  run.comments
    .filter(({ author }) => author.startsWith("id-"))
    .map(({ message }) =>
      message
        .replace(/<[^>]+>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );

/** Why actions of a run failed, for a test that did not go as it should. */
export const failures = ({ workflow }: CloudRun): string[] =>
  (workflow?.actions ?? []).flatMap(({ name, status, error }) =>
    status === "Failed" || status === "TimedOut" ? [`${name}: ${error?.message}`] : [],
  );

/** An approver's comment. @param words of it, in which the code follows `approve` */
export const approves = (words = "approve") => ({
  after: 5 * minute,
  authorObjectId: analyst,
  message: (comments: Parameters<ReturnType<typeof answering>>[0]) => {
    const approval = answering("approve")(comments);
    return approval && words.replace("approve", approval);
  },
});
/** Whether an account is enabled in the emulated tenant. */
export const isEnabled = ({ directory }: Awaited<ReturnType<typeof start>>["cloud"], id = agentId) =>
  directory.get("servicePrincipals", id).accountEnabled;

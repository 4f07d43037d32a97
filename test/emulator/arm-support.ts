import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { readWorkspace, SentinelEmulator } from "../../lib/emulator";
import { readAccess } from "../../lib/emulator/access";
import {
  ArmServer,
  FakeArm,
  Incidents,
  type Person,
  WatchlistItems,
  type Workload,
  Workloads,
} from "../../lib/emulator/arm";
import type { Fault } from "../../lib/emulator/faults";
import { issueToken } from "../../lib/emulator/server";
import { readStack } from "../../lib/emulator/terraform/stack";
import { resolverOf } from "../../lib/emulator/workspace/read-workspace";
import { fetchTrusting } from "../../packages/collector/src/http/fetch";
import { type Resources, smallWorkspace, temporaryFolder, writeStack } from "./support";

export const caller = "aaaaaaaa-0000-4000-8000-00000000000a";
export const analyst = "dddddddd-0000-4000-8000-00000000000d";
export const group = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg";
export const workspaceId = `${group}/providers/Microsoft.OperationalInsights/workspaces/law`;
export const incidentId = `${workspaceId}/providers/Microsoft.SecurityInsights/Incidents/i-7`;

const root = temporaryFolder();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A role of the caller's. */
export const grant = (role: string, scope = workspaceId) => ({
  scope,
  role_definition_name: role,
  principal_id: caller,
});

/** Azure Resource Manager over HTTPS at 2026-03-02T10:00:00Z, with one incident; closed after the test. */
export async function startArm({
  roles = [grant("Microsoft Sentinel Responder")],
  more = {},
  people = [],
  workloads = [],
  faults = [],
}: {
  roles?: readonly Record<string, unknown>[];
  more?: Resources;
  people?: readonly Person[];
  workloads?: readonly Workload[];
  faults?: readonly Fault[];
} = {}) {
  const assignments = Object.fromEntries(roles.map((role, i) => [`r${i}`, role]));
  const folder = writeStack(
    mkdtempSync(join(root, "s-")),
    smallWorkspace({}, { azurerm_role_assignment: assignments, ...more }),
  );
  const emulator = await SentinelEmulator.open(readWorkspace(folder));
  closing.push(async () => emulator.close());
  const stack = readStack(folder);
  const clock = new VirtualClock(new Date("2026-03-02T10:00:00Z"));
  const name = (id: string) => (id === analyst ? "Ana Lyst" : id === caller ? "id-playbook" : id);
  const incidents = new Incidents(people, (objectId) => ({
    objectId,
    name: name(objectId),
    email: null,
    userPrincipalName: null,
  }));
  const properties = { incidentNumber: 7, title: "Agent sent data away", severity: "High", status: "New", labels: [] };
  incidents.open({ id: incidentId, name: "i-7", properties }, clock.now());
  const state = {
    incidents,
    workloads: new Workloads(workloads),
    watchlists: new WatchlistItems(emulator.workspace.watchlists, (one) => emulator.fillWatchlist(one)),
  };
  const arm = new FakeArm({ access: readAccess(stack, resolverOf(stack)), clock, state, faults });
  const server = await ArmServer.start(arm);
  closing.push(() => server.close());
  const fetch = fetchTrusting(readFileSync(server.caFile, "utf8"));
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    { as = caller, audience = "https://management.azure.com" }: { as?: string; audience?: string } = {},
  ) => {
    const response = await fetch(path.startsWith("https:") ? path : `${server.endpoint}${path}`, {
      method,
      headers: { Authorization: `Bearer ${issueToken(as, audience)}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { arm, state, clock, emulator, send };
}

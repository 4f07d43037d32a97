import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LogsIngestionClient } from "@azure/monitor-ingestion";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { LocalAzure, type LocalAzureOptions } from "../../../lib/emulator/local-azure";
import { localCredential } from "../../../lib/emulator/server";
import { fetchTrusting } from "../../../packages/collector/src/http/fetch";
import {
  collectionRule,
  collectionRuleBody,
  group,
  rule,
  ruleBody,
  sentinel,
  subscription,
  table,
  tableBody,
  workspace,
} from "../arm-resources/support";
import { temporaryFolder } from "../support";

export const sender = "aaaaaaaa-0000-4000-8000-000000000001";
export const tenant = "44444444-4444-4444-8444-444444444444";
const publisher = "3913510d-42f4-4e42-8a64-420c390055eb";
const reader = "73c42c96-874c-492b-b04d-ab87d138a893";
const root = temporaryFolder();
const running: LocalAzure[] = [];
afterEach(async () => {
  for (const azure of running.splice(0)) await azure.close();
});

/** An empty folder, gone after the test file. */
export const stateFolder = (): string => mkdtempSync(join(root, "state-"));

/** Azure over HTTPS at 2026-03-02T10:00:00Z; closed after the test. */
export async function startAzure(options: Partial<LocalAzureOptions> = {}, start = "2026-03-02T10:00:00Z") {
  const clock = new VirtualClock(new Date(start));
  const azure = await LocalAzure.start({ clock, ...options });
  running.push(azure);
  const ca = readFileSync(azure.environment.SSL_CERT_FILE!, "utf8");
  const fetch = fetchTrusting(ca);
  const host = azure.environment.ARM_RESOURCE_MANAGER_ENDPOINT!;
  /** Signs in as Azure's clients do. */
  const token = async (clientId: string, scope: string): Promise<string> => {
    const body = new URLSearchParams({
      client_id: clientId,
      client_secret: "x",
      grant_type: "client_credentials",
      scope,
    });
    const answer = await fetch(`${host}/${tenant}/oauth2/v2.0/token`, { method: "POST", body: body.toString() });
    return JSON.parse(await answer.text()).access_token;
  };
  let bearer: string | undefined;
  const send = async (method: string, path: string, body?: unknown, version = "2025-09-01") => {
    bearer ??= await token(azure.environment.ARM_CLIENT_ID!, `${host}/.default`);
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" };
    const answer = await fetch(`${host}${path}?api-version=${version}`, { method, headers, ...text });
    const answered = await answer.text();
    return { status: answer.status, body: answered === "" ? undefined : JSON.parse(answered) };
  };
  const upload = async (rows: Record<string, unknown>[]): Promise<void> => {
    const { immutableId } = (await send("GET", collectionRule)).body.properties;
    const client = new LogsIngestionClient(host, localCredential(sender), { tlsOptions: { ca } });
    await client.upload(immutableId, "Custom-Events", rows);
  };
  /** Rows of a query, as a client of the query API gets them. */
  const query = async (text: string, clientId = azure.environment.ARM_CLIENT_ID!) => {
    const { customerId } = (await send("GET", workspace)).body.properties;
    const headers = { Authorization: `Bearer ${await token(clientId, "https://api.loganalytics.io/.default")}` };
    const url = `${host}/v1/workspaces/${customerId}/query`;
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query: text }) });
    const body = JSON.parse(await answer.text());
    return { status: answer.status, rows: body.tables?.[0].rows, error: body.error };
  };
  return { azure, clock, fetch, host, token, send, upload, query };
}

export type Started = Awaited<ReturnType<typeof startAzure>>;

export const event = (more: object = {}) => ({ TimeGenerated: "2026-03-02T10:00:00Z", Host: "h1", Size: 500, ...more });

/** Deploys a workspace with Sentinel, a table, a data collection rule with one sender, and one NRT rule. */
export async function deploy({ send }: Pick<Started, "send">): Promise<void> {
  const grants = `${collectionRule}/providers/Microsoft.Authorization/roleAssignments`;
  for (const [path, body] of [
    [group, { location: "westeurope" }],
    [workspace, { location: "westeurope", properties: {} }],
    [`${sentinel}/onboardingStates/default`, { properties: {} }],
    [table, tableBody()],
    [collectionRule, collectionRuleBody()],
    [`${grants}/dddddddd-0000-4000-8000-000000000001`, grant(publisher)],
    [
      rule,
      ruleBody(
        { entityMappings: [{ entityType: "Host", fieldMappings: [{ identifier: "HostName", columnName: "Host" }] }] },
        "NRT",
      ),
    ],
  ] as const) {
    const answer = await send("PUT", path, body);
    if (answer.status > 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  }
}

/** A role for the sender, or for somebody else. */
export const grant = (role = reader, principalId = sender) => ({
  properties: {
    principalId,
    roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
  },
});

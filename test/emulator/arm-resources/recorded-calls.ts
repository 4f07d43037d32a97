import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { ResourceManager, ResourceStore } from "../../../lib/emulator/arm";
import { ownerOfAll } from "../../../lib/emulator/arm/resources/kinds/access";

const file = join(process.env.AGENTID_CORPORA ?? "", "arm/provider-calls.jsonl.gz");

/** Whether the requests of real providers are on this machine. */
export const found = Boolean(process.env.AGENTID_CORPORA) && existsSync(file);
if (!found)
  console.warn("requests of real providers are not replayed: AGENTID_CORPORA has no arm/provider-calls.jsonl.gz");

/** A request, and how it was answered. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly status: number;
  readonly response: unknown;
}

const deployer = "aaaaaaaa-0000-4000-8000-00000000000a";
const caller = { principalId: deployer, tenantId: "4d2f6b1a-93c8-4e57-a0b6-8f1e2c7d5a90" };
const endpoint = "https://localhost:8443";

/** Plans, an apply of 345 resources and a plan, as azurerm and azapi made them; what signs them in is left out. */
export function recorded(): Call[] {
  const calls = gunzipSync(readFileSync(file))
    .toString("utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Call);
  return calls.filter(({ url }) => /^\/(subscriptions|providers)\//.test(url));
}

/** A manager with the group that the deployment takes as there. */
function emulated(checks: boolean) {
  const clock = new VirtualClock(new Date("2026-03-02T10:00:00Z"));
  const store = new ResourceStore();
  store.put(ownerOfAll(deployer), clock.now());
  const manager = new ResourceManager({ store, clock, settings: { checks } });
  const send = (method: string, url: string, body?: unknown) => {
    const { pathname, searchParams } = new URL(url, endpoint);
    return manager.answer(
      { method, path: decodeURIComponent(pathname), query: searchParams, body: body ?? undefined },
      caller,
      endpoint,
    );
  };
  const group = "/subscriptions/9c4a1f60-7b2d-4e85-a3c9-0d6f8e217b53/resourceGroups/rg-finance-agents";
  send("PUT", `${group}?api-version=2023-07-01`, { location: "westeurope" });
  return send;
}

/** Replays calls in order; GUIDs of built-in roles, which the recording's server made up, become the real ones. */
export function replay(calls: readonly Call[], checks: boolean) {
  const send = emulated(checks);
  const roles = new Map<string, string>();
  return calls.map(({ method, url, body, status, response }) => {
    const real = (value: unknown) =>
      JSON.parse(
        [...roles].reduce((text, [made, known]) => text.replaceAll(made, known), JSON.stringify(value ?? null)),
      );
    const reply = send(method, real(url), real(body));
    const name = (answer: unknown) => (answer as { value?: { name: string }[] } | undefined)?.value?.[0]?.name;
    if (url.includes("roleName") && name(response)) roles.set(name(response)!, name(reply.body)!);
    return { call: `${method} ${url}`, recorded: status, answered: reply.status, body: reply.body };
  });
}

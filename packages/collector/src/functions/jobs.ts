import { AssetSync, type AssetSyncReport } from "../assets";
import { realPacing } from "../http/pacing";
import { type LineageReport, LineageVerifier } from "../lineage";
import { type SignatureReport, SignatureVerifier } from "../signatures";
import { version } from "../version";
import type { AzureClients } from "./azure";

/** Hours after which a full asset sync is due: a little less than a day, for timers that come early. */
const fullEvery = 23.5 * 3_600_000;

/** The timers' jobs, with everything Azure gives them. */
export const jobs = {
  async assets(azure: AzureClients): Promise<AssetSyncReport> {
    const store = azure.store("assets");
    const state = (await store.read("assets")) as { lastFull?: string } | undefined;
    const age = realPacing.clock.now().getTime() - Date.parse(state?.lastFull ?? "1970-01-01T00:00:00Z");
    const keys = await azure.keys("assets");
    const external = await azure.externalAgents();
    const { clock } = realPacing;
    const clients = { graph: azure.graph(), sender: azure.sender("assets"), store, clock };
    const sync = new AssetSync({ ...clients, keys, ...(external ? { external } : {}) });
    return sync.run(age >= fullEvery ? "Full" : "Delta");
  },

  /** Undefined where no agent signs. */
  async signatures(azure: AzureClients): Promise<SignatureReport | undefined> {
    const registry = await azure.keys("verifier");
    if (!registry) return undefined;
    const logs = azure.logs();
    const sender = azure.sender("verifier");
    const store = azure.store("verifier");
    const identity = { verifierId: process.env.WEBSITE_SITE_NAME ?? "collector", verifierVersion: version };
    return new SignatureVerifier({ logs, sender, store, registry, pacing: realPacing, ...identity }).run();
  },

  /** Undefined where nobody says whose builds are trusted. */
  async lineage(azure: AzureClients): Promise<LineageReport | undefined> {
    const config = await azure.lineageConfig();
    if (!config) return undefined;
    const source = azure.bundles();
    const clients = { logs: azure.logs(), sender: azure.sender("verifier"), pacing: realPacing, source };
    return new LineageVerifier({ ...clients, ...config, verifierVersion: version }).run();
  },
} as const;

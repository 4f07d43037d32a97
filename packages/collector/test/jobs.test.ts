import { Readable } from "node:stream";
import { BlobServiceClient, type ContainerClient, RestError } from "@azure/storage-blob";
import { AssetSync } from "../src/assets";
import { AzureClients } from "../src/functions/azure";
import { jobs } from "../src/functions/jobs";
import type { CollectorSettings } from "../src/functions/settings";
import { LineageVerifier } from "../src/lineage";
import { SignatureVerifier } from "../src/signatures";

const settings = {
  ingestionEndpoint: "https://dce.test",
  ruleId: "dcr-own",
  intakeRuleId: "dcr-intake",
  workspaceId: "11111111-2222-4333-8444-555555555555",
  storageEndpoint: "https://store.blob.core.windows.net",
  assetsClientId: "a",
  verifierClientId: "v",
  intakeClientId: "i",
} as unknown as CollectorSettings;

/** An app whose storage holds these blobs, by container and name; and which of them were read. */
function app(blobs: Readonly<Record<string, string>>, more: object = {}) {
  const read: string[] = [];
  const container = (name: string) => ({
    getBlockBlobClient: (blob: string) => ({
      url: `https://store/${name}/${blob}`,
      download: async () => {
        read.push(`${name}/${blob}`);
        const text = blobs[`${name}/${blob}`];
        if (text === undefined) throw new RestError("not there", { statusCode: 404 });
        return { etag: "1", readableStreamBody: Readable.from([Buffer.from(text)]) };
      },
    }),
  });
  const spy = jest.spyOn(BlobServiceClient.prototype, "getContainerClient");
  spy.mockImplementation((name) => container(name) as unknown as ContainerClient);
  spies.push(spy);
  return { azure: new AzureClients({ ...settings, ...more }), read };
}

const spies: { mockRestore(): void }[] = [];
afterEach(() => {
  for (const spy of spies.splice(0)) spy.mockRestore();
});

/** What a job does once it has everything, and how often it was asked to. */
function running(job: { prototype: { run(...args: never[]): Promise<unknown> } }) {
  const spy = jest.spyOn(job.prototype, "run").mockResolvedValue("done" as never);
  spies.push(spy);
  return spy;
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const registry = JSON.stringify({ keys: [] });

test.each<[string, string | undefined, string]>([
  ["there was none", undefined, "Full"],
  ["the last one was 23 hours and 29 minutes ago", hoursAgo(23.483), "Delta"],
  ["the last one was 23 hours and 31 minutes ago", hoursAgo(23.517), "Full"],
  ["the last one was a minute ago", hoursAgo(0.017), "Delta"],
])("all assets are read when %s", async (_when, lastFull, kind) => {
  const run = running(AssetSync);
  const { azure, read } = app(lastFull ? { "state-assets/assets.json": JSON.stringify({ lastFull }) } : {});
  await jobs.assets(azure);
  expect(run.mock.calls).toEqual([[kind]]);
  expect(read).toEqual(["state-assets/assets.json", "config/key-registry.json"]);
});

test("agents that Entra does not know come from the inventory, where the tenant lists some", async () => {
  running(AssetSync);
  const without = app({}, { inventory: true });
  await expect(jobs.assets(without.azure)).rejects.toThrow(/is not in the container inventory/);
  const [blob] = without.read.slice(-1);
  expect(blob).toMatch(/^inventory\//);
  await jobs.assets(app({ [blob!]: "[]" }, { inventory: true }).azure);
  await expect(jobs.assets(app({ [blob!]: "[" }, { inventory: true }).azure)).rejects.toThrow(
    /is no JSON .*upload it again/s,
  );
});

test("signatures are judged where keys are registered", async () => {
  const run = running(SignatureVerifier);
  expect(await jobs.signatures(app({}).azure)).toBeUndefined();
  expect(run).not.toHaveBeenCalled();
  expect(await jobs.signatures(app({ "config/key-registry.json": registry }).azure)).toBe("done");
  await expect(jobs.signatures(app({ "config/key-registry.json": "{" }).azure)).rejects.toThrow(/is no JSON/);
});

test("builds are judged where a policy says whose are trusted, and needs a trusted root then", async () => {
  const run = running(LineageVerifier);
  const { azure, read } = app({});
  expect(await jobs.lineage(azure)).toBeUndefined();
  expect(read).toEqual(["config/lineage-policy.yaml"]);
  const policy = { "config/lineage-policy.yaml": "trusted:\n  - repository: https://github.com/contoso/agent\n" };
  await expect(jobs.lineage(app(policy).azure)).rejects.toThrow(/trusted-root\.jsonl.*is not in the container config/s);
  expect(run).not.toHaveBeenCalled();
});

test("bundles are taken from the container before GitHub is asked", async () => {
  const { azure, read } = app({ "config/bundles/sha256-00.json": "kept" });
  expect(await azure.bundles().bundles("https://github.com/contoso/agent", "sha256:00")).toBe("kept");
  expect(read).toEqual(["config/bundles/sha256-00.json"]);
});

import type { ResourceKind } from "../kind";
import type { Resource } from "../resource";

const account = "Microsoft.Storage/storageAccounts";
const services = ["blob", "table", "queue", "file", "web", "dfs"];
const since = "2018-02-01";
const isDefault = (name: string): boolean => name === "default";

/** https://learn.microsoft.com/rest/api/storagerp */
export const storageKinds: readonly ResourceKind[] = [
  {
    type: account,
    since: "2015-05-01-preview",
    scopes: ["group"],
    located: true,
    created: 200,
    named: /^[a-z0-9]{3,24}$/,
    fill: ({ name, location, properties }, { now }, before) => ({
      provisioningState: "Succeeded",
      primaryLocation: location,
      statusOfPrimary: "available",
      creationTime: before?.properties.creationTime ?? now.toISOString(),
      accessTier: properties.accessTier ?? "Hot",
      primaryEndpoints: Object.fromEntries(
        services.map((service) => [service, `https://${name}.${service}.core.windows.net/`]),
      ),
    }),
    actions: { listkeys: ({ resource }) => ({ keys: ["key1", "key2"].map((keyName) => keyOf(resource, keyName)) }) },
  },
  { type: `${account}/blobServices`, since, created: 200, implicit: isDefault },
  { type: `${account}/blobServices/containers`, since },
  { type: `${account}/tableServices`, since, created: 200, implicit: isDefault },
  { type: `${account}/tableServices/tables`, since, created: 200, fill: ({ name }) => ({ tableName: name }) },
  { type: `${account}/queueServices`, since, created: 200, implicit: isDefault },
  { type: `${account}/fileServices`, since, created: 200, implicit: isDefault },
];

/** It opens nothing: Table Storage takes tokens here. */
const keyOf = ({ name }: Resource, keyName: string) => ({
  keyName,
  permissions: "FULL",
  value: Buffer.from(`${name} ${keyName}`).toString("base64"),
});

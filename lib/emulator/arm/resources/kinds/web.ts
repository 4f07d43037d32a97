import type { ResourceKind } from "../kind";

/** https://learn.microsoft.com/rest/api/appservice */
export const webKinds: readonly ResourceKind[] = [
  {
    type: "Microsoft.Web/serverFarms",
    since: "2015-08-01",
    scopes: ["group"],
    located: true,
    created: 200,
    fill: () => ({ provisioningState: "Succeeded", status: "Ready" }),
  },
  {
    type: "Microsoft.Web/sites",
    since: "2015-08-01",
    scopes: ["group"],
    located: true,
    created: 200,
    fill: ({ name, properties }) => ({
      state: properties.state ?? "Running",
      enabled: properties.enabled ?? true,
      defaultHostName: `${name}.azurewebsites.net`,
      provisioningState: "Succeeded",
    }),
  },
];

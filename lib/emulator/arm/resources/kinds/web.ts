import type { KindContext, ResourceKind } from "../kind";
import { part, type Resource, type Stored } from "../resource";

const site = "Microsoft.Web/sites";

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
    type: site,
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
    written: ({ resource }, context) => configure(resource, part(resource.properties, "siteConfig"), context),
  },
  {
    // Everything about a site is there with it, by name and empty until somebody writes it; only backups are set up first.
    type: `${site}/config`,
    since: "2015-08-01",
    created: 200,
    implicit: (name) => name.toLowerCase() !== "backup",
    written: ({ resource }, context) => {
      if (resource.name.toLowerCase() === "web") configure(siteOf(resource, context), resource.properties, context);
    },
    actions: { list: ({ resource }) => listed(resource) },
  },
  {
    type: `${site}/basicPublishingCredentialsPolicies`,
    since: "2018-02-01",
    created: 200,
    implicit: (name) => ["ftp", "scm"].includes(name.toLowerCase()),
    shown: ({ resource }) => ({ ...resource, properties: { allow: true, ...resource.properties } }),
  },
];

/** The site's own configuration is its `config/web`, and the settings in it are its `config/appsettings`. */
function configure(
  { id }: Resource,
  { appSettings, ...config }: Resource["properties"],
  { store, now }: KindContext,
): void {
  const put = (name: string, properties: Resource["properties"]): Stored =>
    store.put({ id: `${id}/config/${name}`, name, type: `${site}/config`, properties }, now);
  if (Object.keys(config).length > 0) put("web", { ...store.get(`${id}/config/web`)?.resource.properties, ...config });
  if (Array.isArray(appSettings))
    put("appsettings", Object.fromEntries(appSettings.map(({ name, value }) => [name, value])));
}

const siteOf = ({ id }: Resource, { store }: KindContext): Resource =>
  store.get(id.slice(0, id.toLowerCase().lastIndexOf("/config/")))!.resource;

/** What holds secrets is listed by POST. The credentials open nothing: nothing is served behind a site. */
function listed(resource: Resource): Resource {
  if (resource.name.toLowerCase() !== "publishingcredentials") return resource;
  const publishing = { publishingUserName: "$local", publishingPassword: "local" };
  return { ...resource, properties: { ...publishing, ...resource.properties } };
}

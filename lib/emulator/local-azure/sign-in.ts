import type { IncomingMessage } from "node:http";
import type { JsonReply } from "../server/json";
import { issueToken } from "../server/token";
import { guidFrom } from "../terraform/arm-ids";

/** Client id of who deploys; its principal is Owner of everything. */
export const deployerClientId = guidFrom("agentid/deployer/client");
/** Its object id. */
export const deployerPrincipalId = guidFrom("agentid/deployer/principal");

/** The principal of a client id, where Azure knows one. */
export type PrincipalOf = (clientId: string) => string | undefined;

/**
 * What Azure's clients ask before they sign in, and the sign-in: metadata of the cloud, of the tenant, and tokens. Whatever
 * secret or assertion is sent is taken: tokens open nothing but this emulator.
 * @returns undefined for a request that is none of these
 */
export async function answerSignIn(
  request: IncomingMessage,
  endpoint: string,
  principalOf: PrincipalOf,
): Promise<JsonReply | undefined> {
  const { pathname } = new URL(request.url!, endpoint);
  if (request.method === "GET" && /^\/metadata\/endpoints$/i.test(pathname)) return ok(cloud(endpoint));
  const [, tenant, what] =
    /^\/([^/]+)\/(?:oauth2\/)?(v2\.0\/\.well-known\/openid-configuration|v2\.0\/token|token)$/i.exec(pathname) ?? [];
  if (!tenant) return undefined;
  if (request.method === "GET" && what!.endsWith("configuration")) return ok(tenantMetadata(endpoint, tenant));
  return request.method === "POST" && what!.endsWith("token")
    ? token(request, endpoint, tenant, principalOf)
    : undefined;
}

const ok = (body: unknown): JsonReply => ({ status: 200, body });

async function token(
  request: IncomingMessage,
  endpoint: string,
  tid: string,
  principalOf: PrincipalOf,
): Promise<JsonReply> {
  let text = "";
  request.setEncoding("utf8");
  for await (const chunk of request as AsyncIterable<string>) text += chunk;
  const form = new URLSearchParams(text);
  const clientId = form.get("client_id") ?? "";
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(clientId))
    return refused(
      "unauthorized_client",
      `AADSTS700016: Application with identifier '${clientId}' was not found in the directory '${tid}'.`,
    );
  const wanted =
    form
      .get("scope")
      ?.split(" ")[0]
      ?.replace(/\/\.default$/, "") ??
    form.get("resource") ??
    endpoint;
  const principal = principalOf(clientId) ?? guidFrom(`${clientId.toLowerCase()}/principal`);
  const access_token = issueToken(principal, wanted.replace(/\/$/, ""), { appid: clientId, tid });
  return ok({ token_type: "Bearer", expires_in: 86_399, ext_expires_in: 86_399, resource: wanted, access_token });
}

const refused = (error: string, error_description: string): JsonReply => ({
  status: 400,
  body: { error, error_description },
});

/** The metadata of the cloud: one host for all that a deployment asks. */
const cloud = (endpoint: string): object => ({
  name: "AzureCloud",
  portal: endpoint,
  gallery: endpoint,
  batch: endpoint,
  media: endpoint,
  sqlManagement: endpoint,
  resourceManager: endpoint,
  vmImageAliasDoc: endpoint,
  graph: endpoint,
  graphAudience: endpoint,
  microsoftGraphResourceId: endpoint,
  activeDirectoryDataLake: endpoint,
  appInsightsResourceId: endpoint,
  appInsightsTelemetryChannelResourceId: endpoint,
  logAnalyticsResourceId: endpoint,
  ossrDbmsResourceId: endpoint,
  attestationResourceId: endpoint,
  synapseAnalyticsResourceId: endpoint,
  authentication: {
    loginEndpoint: endpoint,
    audiences: [endpoint, `${endpoint}/`],
    tenant: "common",
    identityProvider: "AAD",
  },
  suffixes: {
    storage: "core.windows.net",
    keyVaultDns: "vault.azure.net",
    mhsmDns: "managedhsm.azure.net",
    acrLoginServer: "azurecr.io",
    sqlServerHostname: "database.windows.net",
    storageSyncEndpointSuffix: "afs.azure.net",
    azureDataLakeStoreFileSystem: "azuredatalakestore.net",
    azureFrontDoorEndpointSuffix: "azurefd.net",
    azureDataLakeAnalyticsCatalogAndJob: "azuredatalakeanalytics.net",
    mysqlServerEndpoint: "mysql.database.azure.com",
    mariadbServerEndpoint: "mariadb.database.azure.com",
    postgresqlServerEndpoint: "postgres.database.azure.com",
    synapseAnalytics: "dev.azuresynapse.net",
  },
});

const tenantMetadata = (endpoint: string, tenant: string): object => ({
  token_endpoint: `${endpoint}/${tenant}/oauth2/v2.0/token`,
  authorization_endpoint: `${endpoint}/${tenant}/oauth2/v2.0/authorize`,
  device_authorization_endpoint: `${endpoint}/${tenant}/oauth2/v2.0/devicecode`,
  issuer: `${endpoint}/${tenant}/v2.0`,
  jwks_uri: `${endpoint}/${tenant}/discovery/v2.0/keys`,
  response_types_supported: ["code", "id_token"],
  subject_types_supported: ["pairwise"],
  id_token_signing_alg_values_supported: ["RS256"],
});

import type { Action } from "./action";

const retryPolicy = {
  type: "exponential",
  count: 4,
  interval: "PT7S",
  minimumInterval: "PT5S",
  maximumInterval: "PT1M",
};

/** Keeps inputs and outputs out of the run history: the address or the body may hold what is no one's business. */
const secured = { secureData: { properties: ["inputs", "outputs"] } };

/** A request that is sent as the playbook's identity. */
export interface MsiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly uri: string;
  readonly audience: string;
  readonly body?: unknown;
  /** besides the type of the body */
  readonly headers?: Readonly<Record<string, string>>;
  /** What it sends or gets may hold a credential. */
  readonly secret?: boolean;
  /** Items to follow pages for. */
  readonly items?: number;
}

/** @see https://learn.microsoft.com/azure/logic-apps/authenticate-with-managed-identity */
export function msiRequest({ method, uri, audience, body, headers = {}, secret, items }: MsiRequest): Action {
  const configuration = {
    ...(secret ? secured : {}),
    ...(items ? { paginationPolicy: { minimumItemCount: items } } : {}),
  };
  const sent = { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers };
  return {
    type: "Http",
    inputs: {
      method,
      uri,
      ...(Object.keys(sent).length > 0 ? { headers: sent } : {}),
      ...(body === undefined ? {} : { body }),
      authentication: {
        type: "ManagedServiceIdentity",
        identity: "@parameters('ManagedIdentityId')",
        audience,
      },
      retryPolicy,
    },
    ...(Object.keys(configuration).length > 0 ? { runtimeConfiguration: configuration } : {}),
  };
}

/** A request to Sentinel through its connector, which signs in with the playbook's identity too. */
export const sentinelRequest = (method: "get" | "post" | "put", path: string, body?: unknown): Action => ({
  type: "ApiConnection",
  inputs: {
    host: { connection: { name: "@parameters('$connections')['azuresentinel']['connectionId']" } },
    method,
    path,
    ...(body === undefined ? {} : { body }),
    retryPolicy,
  },
});

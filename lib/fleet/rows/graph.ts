import type { Token } from "../activity/token";
import type { FleetAgent } from "../plan/agent";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of calls to Microsoft Graph. */
export const graphTable = "MicrosoftGraphActivityLogs";

/** A call to Microsoft Graph. */
export interface GraphCall {
  /** unique among the calls of a fleet */
  readonly requestId: string;
  readonly method: string;
  /** with version, such as `/v1.0/users` */
  readonly path: string;
  readonly status: number;
  /** bytes */
  readonly size: number;
  readonly roles?: string;
  /** default: where the token was issued to */
  readonly ip?: string;
}

/** A Graph call of an agent with a token, at `time`. */
export function graphRow(company: Company, agent: FleetAgent, token: Token, time: number, call: GraphCall): Row {
  return {
    TimeGenerated: iso(time),
    AadTenantId: company.tenantId,
    ApiVersion: call.path.split("/")[1],
    AppId: agent.appId,
    ServicePrincipalId: agent.id,
    ClientAuthMethod: 2,
    ClientRequestId: call.requestId,
    RequestId: call.requestId,
    OperationId: call.requestId,
    DurationMs: 40 + (call.size % 200),
    IdentityProvider: `https://sts.windows.net/${company.tenantId}/`,
    IPAddress: call.ip ?? token.ip,
    Location: "West Europe",
    RequestMethod: call.method,
    RequestUri: `https://graph.microsoft.com${call.path}`,
    ResponseSizeBytes: call.size,
    ResponseStatusCode: call.status,
    Roles: call.roles ?? "User.Read.All Sites.Selected",
    Scopes: "",
    SessionId: token.sessionId,
    SignInActivityId: token.uniqueId,
    TokenIssuedAt: iso(token.issued),
    UniqueTokenId: token.uniqueId,
    UserAgent: "azsdk-js-agent/2.0",
    UserId: "",
    Wids: "",
  };
}

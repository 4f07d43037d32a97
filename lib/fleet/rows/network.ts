import type { HttpRequest, Operation } from "../activity/operation";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of Global Secure Access. */
export const networkTable = "NetworkAccessTraffic";

/** What Global Secure Access saw of an agent's request. */
export function networkRow({ agent, token, end, spanId, user }: Operation, http: HttpRequest): Row {
  return {
    TimeGenerated: iso(end + 300),
    AccessType: "quickAccess",
    Action: "allowed",
    AIAgentId: agent.id,
    AIAgentName: agent.name,
    AppId: agent.appId,
    ConnectionId: spanId,
    ConnectionStatus: "closed",
    DestinationFqdn: http.host,
    DestinationPort: 443,
    DestinationUrl: `https://${http.host}${http.path}`,
    HttpMethod: http.method,
    IsAgentic: true,
    IsTokenAgentic: !agent.blueprint.classic,
    NetworkProtocol: "IPv4",
    ReceivedBytes: http.received,
    ResponseCode: http.status,
    SentBytes: http.sent,
    ServicePrincipalName: agent.name,
    SourceIp: token.ip,
    TrafficType: "internet",
    TransactionId: spanId,
    TransportProtocol: "TCP",
    UniqueTokenId: token.uniqueId,
    ...(user && { UserId: user.id, UserPrincipalName: user.upn }),
  };
}

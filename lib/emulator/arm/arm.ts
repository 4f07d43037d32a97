import type { Clock } from "@sentinel-agent-identities/clock";
import type { Access } from "../access";
import { type Fault, Faults } from "../faults";
import { ArmError, armErrors } from "./errors";
import { type ArmMatch, type ArmReply, type ArmRequest, type ArmRoute, matchRoute } from "./route";
import { routes } from "./routes";
import { type ConnectorRoute, connectorPath, connectorRoutes, incidentOf } from "./routes/connector";
import type { ArmState } from "./state";

/** How a fake Azure Resource Manager behaves. */
export interface ArmOptions {
  readonly clock: Clock;
  readonly access: Access;
  readonly state: ArmState;
  /** answers instead of its own; a list, or what other services share too. @default - none */
  readonly faults?: Faults | readonly Fault[];
}

/** A call that was made, as it was answered. */
export interface ArmCall {
  readonly principalId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** Azure Resource Manager, and the Sentinel connector: the documented requests that playbooks make, and nothing else. */
export class FakeArm {
  /** Every call in order. */
  readonly calls: ArmCall[] = [];
  /** Answers that a server gives instead of this one's. */
  readonly faults: Faults;

  constructor(private readonly options: ArmOptions) {
    const { faults } = options;
    this.faults = faults instanceof Faults ? faults : new Faults(faults);
  }

  /** @param endpoint where clients reach this server, for links */
  async answer(request: ArmRequest, principalId: string, endpoint: string): Promise<ArmReply> {
    const reply = await this.attempt(request, principalId, endpoint);
    this.calls.push({ principalId, method: request.method, path: request.path, status: reply.status });
    return reply;
  }

  private async attempt(request: ArmRequest, principalId: string, endpoint: string): Promise<ArmReply> {
    try {
      const isConnector = request.path.toLowerCase().startsWith(`${connectorPath}/`);
      const [route, match] = find<ArmRoute & Partial<ConnectorRoute>>(isConnector ? connectorRoutes : routes, request);
      if (!isConnector) checkQuery(route, request);
      const { resource, parameters } = match;
      const { state, clock } = this.options;
      if (route.action) this.authorize(principalId, route.action, resource);
      if (route.needs) {
        const concerned = route.concerns?.(state, parameters) ?? incidentOf(request.body);
        this.authorize(principalId, route.needs, concerned);
      }
      return await route.answer({ state, request, parameters, resource, principalId, now: clock.now(), endpoint });
    } catch (error) {
      const { status, code, message, headers } = error instanceof ArmError ? error : armErrors.internal(error);
      return { status, headers, body: { error: { code, message } } };
    }
  }

  private authorize(principalId: string, action: string, resource: string): void {
    const { access } = this.options;
    if (access.allows({ principalId, action, resource })) return;
    const unknown = access.unknownRoles({ principalId, resource });
    throw unknown.length > 0
      ? armErrors.unknownRole(unknown, action)
      : armErrors.forbidden(principalId, action, resource);
  }
}

function find<R extends ArmRoute>(known: readonly R[], request: ArmRequest): [R, ArmMatch] {
  for (const route of known) {
    const match = matchRoute(route, request);
    if (match) return [route, match];
  }
  throw armErrors.unknownRoute(request.method, request.path);
}

function checkQuery({ versions, query = [], resource }: ArmRoute, request: ArmRequest): void {
  const version = request.query.get("api-version");
  if (version === null) throw armErrors.missingVersion();
  if (!versions.includes(version)) {
    const type = resource.slice(resource.lastIndexOf("/providers/") + "/providers/".length).replace(/\/\{\w+\}/g, "");
    throw armErrors.unknownVersion(version, type, versions);
  }
  const odd = [...request.query.keys()].find((option) => option !== "api-version" && !query.includes(option));
  if (odd) throw armErrors.unsupportedQuery(odd, query);
}

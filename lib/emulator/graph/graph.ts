import type { Clock } from "@sentinel-agent-identities/clock";
import { v5 } from "uuid";
import { graphCall, permissionNameProblem, unknownProperties } from "../../graph";
import { EmulatorError } from "../errors";
import { type Fault, Faults } from "../faults";
import type { Directory } from "./directory";
import { GraphError, graphErrors } from "./errors";
import { type GraphReply, type GraphRequest, matchRoute, type Route, type RouteContext } from "./route";
import { routes } from "./routes";
import { GraphThrottle } from "./throttle";

const mostInBatch = 20;
const requestNamespace = "5a1e6f0c-8b1d-5c39-9a27-3f0d4b7c2e88";

/** How a fake Graph behaves. */
export interface GraphOptions {
  readonly directory: Directory;
  readonly clock: Clock;
  /** application permissions by object id of the caller, lower case */
  readonly permissions: Readonly<Record<string, readonly string[]>>;
  /** resource units in ten seconds, for each caller. @default 5000 */
  readonly unitsPerTenSeconds?: number;
  /** milliseconds of the clock after which reads show what was written. @default 0 */
  readonly lag?: number;
  /** answers instead of its own; a list, or what other services share too. @default - none */
  readonly faults?: Faults | readonly Fault[];
}

/** A call that was made, as it was answered. */
export interface GraphCall {
  readonly principalId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** whether it was one of a batch */
  readonly batched: boolean;
}

/** An answer with its headers. */
export interface AnsweredGraphCall extends GraphReply {
  readonly headers: Readonly<Record<string, string>>;
}

/** Microsoft Graph over a directory: the documented requests that this project makes, and nothing else. */
export class FakeGraph {
  /** Every call in order. */
  readonly calls: GraphCall[] = [];
  /** Answers that a server gives instead of this Graph's. */
  readonly faults: Faults;
  private requests = 0;
  private readonly throttles = new Map<string, GraphThrottle>();

  constructor(private readonly options: GraphOptions) {
    const { faults, permissions } = options;
    for (const [holder, names] of Object.entries(permissions)) checkNames(holder, names);
    this.faults = faults instanceof Faults ? faults : new Faults(faults);
  }

  /** The id of the next request, which its answer carries; the same in every run. */
  nextRequestId(): string {
    return v5(String(++this.requests), requestNamespace);
  }

  /** @param endpoint where clients reach this Graph, for links */
  answer(request: GraphRequest, principalId: string, endpoint: string): AnsweredGraphCall {
    const isBatch = request.method === "POST" && /^\/(v1\.0|beta)\/\$batch$/.test(request.path);
    return isBatch ? this.batch(request, principalId, endpoint) : this.single(request, principalId, endpoint, false);
  }

  private single(request: GraphRequest, principalId: string, endpoint: string, batched: boolean): AnsweredGraphCall {
    const answered = this.attempt(request, principalId, endpoint);
    const { method, path } = request;
    this.calls.push({ principalId, method, path, status: answered.status, batched });
    return answered;
  }

  private attempt(request: GraphRequest, principalId: string, endpoint: string): AnsweredGraphCall {
    const requestId = this.nextRequestId();
    const now = this.options.clock.now();
    try {
      const { directory, permissions, lag = 0 } = this.options;
      for (const route of routes) {
        const parameters = matchRoute(route, request);
        if (!parameters) continue;
        this.throttle(principalId).spend(route.cost);
        const granted = permissions[principalId] ?? [];
        const context: RouteContext = {
          granted,
          directory: lag > 0 ? directory.asOf(new Date(now.getTime() - lag)) : directory,
          writable: directory,
          author: { principalId, at: now },
          request,
          parameters,
          endpoint,
        };
        authorize(route, context);
        const odd = [...request.query.keys()].find((option) => !route.query?.includes(option));
        if (odd) throw graphErrors.unsupportedQuery(odd, route.query ?? []);
        checkSelection(route, context);
        const answered = route.answer(context);
        return { ...answered, headers: { "request-id": requestId } };
      }
      throw graphErrors.unknownRoute(request.method, request.path);
    } catch (error) {
      const { status, code, message, headers } = error instanceof GraphError ? error : graphErrors.internal(error);
      const innerError = { date: now.toISOString().slice(0, 19), "request-id": requestId };
      return {
        status,
        headers: { ...headers, "request-id": requestId },
        body: { error: { code, message, innerError } },
      };
    }
  }

  /** https://learn.microsoft.com/graph/json-batching: every request in it is answered, and throttled, on its own */
  private batch({ path, body }: GraphRequest, principalId: string, endpoint: string): AnsweredGraphCall {
    const version = path.slice(1, path.lastIndexOf("/"));
    const requests = (body as { requests?: { id: string; method: string; url: string; body?: unknown }[] })?.requests;
    const refusal = batchProblem(requests);
    if (refusal || !requests) {
      this.calls.push({ principalId, method: "POST", path, status: 400, batched: false });
      return {
        status: 400,
        headers: { "request-id": this.nextRequestId() },
        body: { error: { code: "BadRequest", message: refusal } },
      };
    }
    this.calls.push({ principalId, method: "POST", path, status: 200, batched: false });
    const responses = requests.map(({ id, method, url, body: inner }) => {
      const { pathname, searchParams } = new URL(`${endpoint}/${version}${url.startsWith("/") ? url : `/${url}`}`);
      const request = { method, path: pathname, query: searchParams, body: inner };
      return { id, ...this.single(request, principalId, endpoint, true) };
    });
    return { status: 200, headers: { "request-id": this.nextRequestId() }, body: { responses } };
  }

  private throttle(principalId: string): GraphThrottle {
    const known = this.throttles.get(principalId);
    if (known) return known;
    const throttle = new GraphThrottle(this.options.clock, this.options.unitsPerTenSeconds);
    this.throttles.set(principalId, throttle);
    return throttle;
  }
}

/** @throws EmulatorError for a permission that nobody can be given */
function checkNames(holder: string, names: readonly string[]): void {
  for (const name of names) {
    const problem = permissionNameProblem(name);
    if (problem) throw new EmulatorError(`the permissions of ${holder}`, problem.message, problem.suggestion);
  }
}

const factsOf = ({ method, path }: Route, { request }: RouteContext) =>
  graphCall(method, request.path.split("/")[1]!, path);

/** @throws GraphError 403 when the caller lacks a permission that the request needs */
function authorize(route: Route, context: RouteContext): void {
  const { any = [] } = factsOf(route, context) ?? {};
  const opens = (role: string) => any.includes(role) || attributePermission.test(role);
  const needed = route.permissions?.(context).map((roles) => roles.filter(opens)) ?? [any];
  // https://learn.microsoft.com/graph/api/resources/customsecurityattributevalue: no other permission reads them
  const reads = /\bcustomSecurityAttributes\b/.test(context.request.query.get("$select") ?? "");
  for (const roles of [...needed, ...(reads ? [attributeReaders] : [])])
    if (!roles.some((role) => context.granted.includes(role))) throw graphErrors.forbidden(roles);
}

/** @throws GraphError 400 for a property that the answer's type does not have */
function checkSelection(route: Route, context: RouteContext): void {
  const type = factsOf(route, context)?.type;
  const names =
    context.request.query
      .get("$select")
      ?.split(",")
      .map((name) => name.trim()) ?? [];
  const [odd] = type === undefined ? [] : unknownProperties(type, names);
  if (odd) throw graphErrors.unknownSelection(odd.name, type!, odd.suggestion);
}

/** They belong to a property and not to a call. */
const attributePermission = /^CustomSecAttributeAssignment\./;
const attributeReaders = ["CustomSecAttributeAssignment.Read.All", "CustomSecAttributeAssignment.ReadWrite.All"];

function batchProblem(requests: readonly { id: string }[] | undefined): string | undefined {
  if (!Array.isArray(requests) || requests.length === 0) return "Invalid batch payload format.";
  if (requests.length > mostInBatch)
    return `Number of batch request steps exceeds the maximum value of ${mostInBatch}.`;
  return new Set(requests.map(({ id }) => id)).size < requests.length ? "The Id value must be unique." : undefined;
}

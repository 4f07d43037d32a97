import type { Definition } from "@sentinel-agent-identities/logic-apps";
import { nearest } from "@sentinel-agent-identities/spelling";
import { type AzureGrant, type KnownCall, knownCalls } from "./calls";
import { type Request, requestsOf } from "./requests";
import { azureRoleIncludes, graphRoles } from "./roles";

/** A permission and the calls that need it. */
export interface Need<T> {
  readonly grant: T;
  readonly for: readonly Request[];
}

/** A call whose needs cannot be told, and why. */
export interface Unknown {
  readonly request: Request;
  readonly why: string;
  readonly fix: string;
}

/** What a workflow needs, by least privilege. */
export interface Needs {
  readonly graphAppRoles: readonly Need<string>[];
  readonly azureRoles: readonly Need<AzureGrant>[];
  readonly azureActions: readonly Need<string>[];
  readonly unknown: readonly Unknown[];
}

/** Derives from definitions what the identity they run as must be allowed, from the calls they make and nothing else. */
export function derivePermissions(...definitions: readonly Definition[]): Needs {
  const graph = new Collected<string>((role) => role);
  const azure = new Collected<AzureGrant>(({ role, scope }) => `${role} ${scope}`);
  const actions = new Collected<string>((action) => action.toLowerCase());
  const unknown: Unknown[] = [];
  for (const request of definitions.flatMap(requestsOf)) {
    const call = knownCalls.find((one) => fits(one, request));
    const problem = call ? problemOf(call, request) : unknownCall(request);
    if (problem) unknown.push({ request, ...problem });
    if (!call) continue;
    for (const role of graphRolesOf(call, request)) graph.add(role, request);
    for (const grant of call.azure ?? []) azure.add(grant, request);
    for (const action of call.actions ?? []) actions.add(action, request);
  }
  return {
    graphAppRoles: graph.without((role, all) => all.some((other) => graphRoles[other]?.includes?.includes(role))),
    azureRoles: azure.without(({ role, scope }, all) =>
      all.some((other) => other.scope === scope && azureRoleIncludes[other.role]?.includes(role)),
    ),
    azureActions: actions.without(() => false),
    unknown,
  };
}

/** How a call is named in a problem. */
export const described = ({ method, path }: Request): string => `${method} ${path}`.trim();

const fits = ({ service, method, path }: KnownCall, request: Request): boolean =>
  service === request.service && method === request.method && path.toLowerCase() === request.path.toLowerCase();

function graphRolesOf({ graph = [], body = {}, select = {} }: KnownCall, request: Request): string[] {
  return [
    ...graph,
    ...(request.body ?? []).flatMap((property) => body[property] ?? []),
    ...request.select.flatMap((property) => select[property] ?? []),
  ];
}

function problemOf({ body }: KnownCall, request: Request): Omit<Unknown, "request"> | undefined {
  if (request.unencoded !== undefined)
    return {
      why: `its address holds "${request.unencoded}…" as it comes, which may lead elsewhere`,
      fix: "put encodeUriComponent() around it",
    };
  if (!body) return undefined;
  const known = Object.keys(body);
  if (request.body === undefined)
    return { why: "its body is an expression", fix: `write an object with ${known.join(" or ")}` };
  const odd = request.body.find((property) => !body[property]);
  return odd === undefined
    ? undefined
    : { why: `nobody has said what changing "${odd}" needs`, fix: `use ${known.join(" or ")}, or ${addIt}` };
}

const addIt = "add it to lib/content/permissions/calls.ts with the page of its documentation";

function unknownCall(request: Request): Omit<Unknown, "request"> {
  const near = nearest(
    described(request),
    knownCalls.filter(({ service }) => service === request.service).map(({ method, path }) => `${method} ${path}`),
  );
  return {
    why: `nobody has said what ${described(request)} needs`,
    fix: near ? `did you mean "${near}"? If not, ${addIt}` : addIt,
  };
}

/** Permissions with the requests that need them, in the order they are met. */
class Collected<T> {
  private readonly found = new Map<string, { readonly grant: T; readonly for: Request[] }>();

  constructor(private readonly keyOf: (grant: T) => string) {}

  add(grant: T, request: Request): void {
    const key = this.keyOf(grant);
    const need = this.found.get(key) ?? { grant, for: [] };
    need.for.push(request);
    this.found.set(key, need);
  }

  /** What is left without those that another one covers. */
  without(covered: (grant: T, all: readonly T[]) => boolean): Need<T>[] {
    const all = [...this.found.values()].map(({ grant }) => grant);
    return [...this.found.values()].filter(({ grant }) => !covered(grant, all));
  }
}

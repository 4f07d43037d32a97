import type { Directory, DirectoryReader } from "./directory";
import type { DirectoryAuthor } from "./write";

/** A request to Graph, from the wire or out of a batch. */
export interface GraphRequest {
  readonly method: string;
  /** version and path, such as `/v1.0/servicePrincipals` */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: unknown;
}

/** An answer; a `body` of undefined is none. */
export interface GraphReply {
  readonly status: number;
  readonly body?: unknown;
}

/** What a route sees. */
export interface RouteContext {
  /** as requests that read see it, which may be some time ago */
  readonly directory: DirectoryReader;
  /** as it is, for requests that write */
  readonly writable: Directory;
  /** the caller, at the present */
  readonly author: DirectoryAuthor;
  readonly request: GraphRequest;
  /** values of the path's `{names}` */
  readonly parameters: Readonly<Record<string, string>>;
  /** where clients reach this Graph, for links */
  readonly endpoint: string;
  /** application permissions of the caller */
  readonly granted: readonly string[];
}

/** One documented request. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly versions: readonly ("v1.0" | "beta")[];
  /** path without the version; `{name}` stands for one segment */
  readonly path: string;
  /**
   * Application permissions that the request needs by what it says: a list of lists, of each of which one will do. What
   * Graph's own list does not open the call with does not count. @default - any that Graph's list opens the call with
   */
  readonly permissions?: (context: RouteContext) => readonly (readonly string[])[];
  /** whether the object may be named by `(appId='…')` too */
  readonly byAppId?: boolean;
  /** query options it takes */
  readonly query?: readonly string[];
  /** resource units: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits */
  readonly cost: number;
  answer(context: RouteContext): GraphReply;
}

/** The parameters of a path that a route takes; undefined when it does not. */
export function matchRoute(route: Route, { method, path }: GraphRequest): Readonly<Record<string, string>> | undefined {
  if (method !== route.method) return undefined;
  const [version, ...given] = path.slice(1).split("/");
  const segments = route.byAppId ? withoutAlternateKey(given) : given;
  const wanted = route.path.split("/");
  if (!route.versions.some((known) => known === version) || wanted.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const segment = decodeURIComponent(segments[i]!);
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) parameters[name] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return parameters;
}

/** `servicePrincipals(appId='x')` as `servicePrincipals` and a key that the directory knows how to look up. */
function withoutAlternateKey([collection = "", ...rest]: readonly string[]): readonly string[] {
  const match = /^(\w+)\(appId='([^']+)'\)$/.exec(collection);
  return match ? [match[1]!, `appId=${match[2]}`, ...rest] : [collection, ...rest];
}

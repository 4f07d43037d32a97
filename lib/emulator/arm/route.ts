import type { JsonReply } from "../server/json";
import type { ArmState } from "./state";

/** A request to Azure Resource Manager. */
export interface ArmRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body?: unknown;
}

/** An answer; a `body` of undefined is none. */
export type ArmReply = JsonReply;

/** What a route sees. */
export interface ArmContext {
  readonly state: ArmState;
  readonly request: ArmRequest;
  /** values of the path's `{names}` */
  readonly parameters: Readonly<Record<string, string>>;
  /** ARM id of the resource that is asked for, as the caller wrote it */
  readonly resource: string;
  /** object id of the caller, lower case */
  readonly principalId: string;
  readonly now: Date;
  /** where clients reach this server, for links */
  readonly endpoint: string;
}

/** One documented request. */
export interface ArmRoute {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** path of the resource it concerns; `{name}` stands for one segment */
  readonly resource: string;
  /** what follows the resource: an action, or a list of its children */
  readonly below?: string;
  /** api-versions that have it, newest first */
  readonly versions: readonly string[];
  /** what the caller must be allowed to do to the resource; none where the route decides itself */
  readonly action?: string;
  /** query options besides api-version */
  readonly query?: readonly string[];
  answer(context: ArmContext): ArmReply | Promise<ArmReply>;
}

/** Where a route fits. */
export interface ArmMatch {
  readonly resource: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The resource and parameters of a path that a route takes; undefined when it does not. Azure's paths know no case. */
export function matchRoute(route: ArmRoute, { method, path }: ArmRequest): ArmMatch | undefined {
  if (method !== route.method) return undefined;
  const wanted = [...partsOf(route.resource), ...partsOf(route.below ?? "")];
  const given = partsOf(path);
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) parameters[name] = given[i]!;
    else if (part.toLowerCase() !== given[i]!.toLowerCase()) return undefined;
  }
  return { parameters, resource: `/${given.slice(0, partsOf(route.resource).length).join("/")}` };
}

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "");

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

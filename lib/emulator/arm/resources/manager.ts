import type { Clock } from "@sentinel-agent-identities/clock";
import { v5 } from "uuid";
import { type Access, readAccess } from "../../access";
import { EmulatorError } from "../../errors";
import { appliedStack, appliedWorkspace } from "../../terraform/applied-stack";
import { resolverOf } from "../../workspace/read-workspace";
import { ArmError, armErrors } from "../errors";
import { type ArmReply, type ArmRequest, isRecord } from "../route";
import { askedKind } from "./asked-kind";
import { checkPlace, parentIsThere } from "./check-place";
import type { ArmSettings, KindContext, ResourceKind, SeenWorkspace } from "./kind";
import { located } from "./located";
import { lockOn } from "./locks";
import { checkName, isNameCheck } from "./name-check";
import { contained } from "./place";
import { refusals } from "./refusals";
import { merged, resourceOf } from "./request-body";
import type { Resource, Stored } from "./resource";
import { type ArmPath, groupType, readArmPath, subscriptionType } from "./resource-id";
import type { ResourceStore } from "./store";

/** Who asks. */
export interface Caller {
  /** object id, lower case */
  readonly principalId: string;
  readonly tenantId: string;
}

/** What a resource manager is made of. */
export interface ManagerOptions {
  readonly store: ResourceStore;
  readonly clock: Clock;
  readonly settings?: Partial<ArmSettings>;
}

/**
 * Azure Resource Manager for what a deployment makes: PUT, PATCH, GET, HEAD, DELETE, lists and the few POSTs of every kind
 * in `kinds`, refused as the services refuse.
 */
export class ResourceManager {
  readonly store: ResourceStore;
  private readonly clock: Clock;
  readonly settings: ArmSettings;
  private seen: { readonly revision: number; readonly of: Map<string, SeenWorkspace["model"]> } | undefined;

  private allowed: { readonly revision: number; readonly access: Access } | undefined;

  constructor({ store, clock, settings = {} }: ManagerOptions) {
    this.store = store;
    this.clock = clock;
    this.settings = { checks: true, settling: 0, ...settings };
  }

  /** @param endpoint where clients reach this server */
  answer(request: ArmRequest, caller: Caller, endpoint: string): ArmReply {
    try {
      return this.attempt(request, caller, endpoint);
    } catch (error) {
      const refusal = asRefusal(error);
      const { status, code, message, headers } = refusal;
      return { status, headers, body: { error: { code, message } } };
    }
  }

  private attempt(request: ArmRequest, caller: Caller, endpoint: string): ArmReply {
    const path = readArmPath(request.path);
    if (!path) throw refusals.badPath(request.path);
    const context = this.context(request, caller, endpoint);
    if (path.rest) return this.beside(request, path, path.rest, context);
    const last = path.steps.at(-1);
    if (!last) throw refusals.badPath(request.path);
    if (last.type === subscriptionType) return this.subscription(request, last.id, last.name, caller);
    const kind = askedKind(last.type, request);
    const target = { ...last, type: kind.type };
    switch (request.method) {
      case "GET":
      case "HEAD": {
        this.authorize(context, `${kind.type}/read`, last.id);
        const stored = this.find(kind, path, context);
        return request.method === "HEAD" ? { status: 204 } : { status: 200, body: shown(kind, stored, context) };
      }
      case "PUT":
      case "PATCH":
        this.authorize(context, `${kind.type}/write`, last.id);
        return this.write(request, kind, target, path, context);
      case "DELETE":
        this.authorize(context, `${kind.type}/delete`, last.id);
        return this.remove(kind, last.id, context);
      default:
        throw refusals.badMethod(request.method, kind.type);
    }
  }

  /** A list of children, or an action. */
  private beside(
    request: ArmRequest,
    path: ArmPath,
    rest: { word: string; type: string },
    context: KindContext,
  ): ArmReply {
    const owner = path.steps.at(-1);
    const scope = owner?.id ?? "";
    if (request.method === "POST" && isNameCheck(rest.type)) return checkName(rest.type, request, this.store);
    if (request.method === "POST" && owner) {
      const kind = askedKind(owner.type, request);
      const action = kind.actions?.[rest.word.toLowerCase()];
      if (!action) throw armErrors.unknownRoute(request.method, request.path);
      this.authorize(context, `${kind.type}/${rest.word}/action`, scope);
      const body = action(this.find(kind, path, context), context);
      return { status: 200, ...(body === undefined ? {} : { body }) };
    }
    if (request.method !== "GET") throw refusals.badMethod(request.method, rest.type);
    if (owner?.type === groupType && rest.word.toLowerCase() === "resources") {
      this.authorize(context, `${groupType}/read`, scope);
      return { status: 200, body: { value: located(this.store, scope) } };
    }
    if (rest.type === subscriptionType) return { status: 200, body: { value: [] } };
    const kind = askedKind(rest.type, request);
    this.authorize(context, `${kind.type}/read`, scope);
    const value =
      kind.list?.(scope, context) ?? contained(this.store, kind, scope).map((stored) => shown(kind, stored, context));
    return { status: 200, body: { value } };
  }

  private subscription({ method }: ArmRequest, id: string, name: string, { tenantId }: Caller): ArmReply {
    if (method !== "GET") throw refusals.badMethod(method, subscriptionType);
    return {
      status: 200,
      body: {
        id,
        subscriptionId: name,
        tenantId,
        displayName: "local",
        state: "Enabled",
        authorizationSource: "RoleBased",
      },
    };
  }

  private write(
    request: ArmRequest,
    kind: ResourceKind,
    target: { readonly id: string; readonly name: string; readonly type: string },
    path: ArmPath,
    context: KindContext,
  ): ArmReply {
    const known = this.store.get(target.id);
    const before = known?.resource;
    if (request.method === "PATCH" && !before) throw notFound(kind, path);
    if (!isRecord(request.body)) throw refusals.invalidBody("a JSON object is expected");
    const body = request.method === "PATCH" ? merged(before!, request.body) : request.body;
    const { checks } = context.settings;
    if (!before) checkPlace(this.store, kind, path);
    if (kind.named && !kind.named.test(target.name))
      throw refusals.invalidName(target.name, kind.type, `It has to match ${kind.named.source}.`);
    const sent = resourceOf(body, { ...target, id: before?.id ?? target.id, name: before?.name ?? target.name });
    if (kind.located && !sent.location) throw refusals.locationRequired();
    if (before?.location && sent.location && plain(before.location) !== plain(sent.location))
      throw refusals.locationChanged(target.name, before.location, sent.location);
    if (checks) kind.check?.(sent, context, before);
    const filled = kind.fill?.(sent, context, before) ?? {};
    const version = (known?.version ?? 0) + 1;
    const resource: Resource = {
      ...sent,
      ...(kind.etag ? { etag: `"${etagOf(sent.id, version)}"` } : {}),
      properties: { ...sent.properties, ...filled },
    };
    const stored = this.store.put(resource, context.now);
    kind.written?.(stored, context);
    return { status: before ? 200 : (kind.created ?? 201), body: shown(kind, this.store.get(sent.id)!, context) };
  }

  private remove(kind: ResourceKind, id: string, context: KindContext): ArmReply {
    const stored = this.store.get(id);
    if (!stored) return { status: 204 };
    const lock = lockOn(this.store, id);
    if (lock) throw refusals.locked(id, lock.id);
    kind.deleting?.(stored, context, [stored, ...this.store.below(id)]);
    this.store.remove(id);
    return { status: 200 };
  }

  private find(kind: ResourceKind, path: ArmPath, context: KindContext): Stored {
    const { id, name } = path.steps.at(-1)!;
    const stored = this.store.get(id);
    if (stored) return stored;
    const builtIn = kind.builtIn?.(context).find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (builtIn) return { resource: builtIn, madeAt: 0, version: 0 };
    if (kind.implicit?.(name) && parentIsThere(this.store, path))
      return { resource: { id, name, type: kind.type, properties: {} }, madeAt: 0, version: 0 };
    throw notFound(kind, path);
  }

  private authorize(context: KindContext, action: string, resource: string): void {
    const { principalId } = context;
    const scope = resource === "" ? "/" : resource;
    const access = context.access();
    if (access.allows({ principalId, action, resource: scope })) return;
    const unknown = access.unknownRoles({ principalId, resource: scope });
    throw unknown.length > 0 ? armErrors.unknownRole(unknown, action) : armErrors.forbidden(principalId, action, scope);
  }

  private context(request: ArmRequest, { principalId, tenantId }: Caller, endpoint: string): KindContext {
    const now = this.clock.now();
    return {
      store: this.store,
      now,
      principalId,
      tenantId,
      endpoint,
      query: request.query,
      settings: this.settings,
      access: (settled) => this.access(settled ? now.getTime() - this.settings.settling : undefined),
      workspace: (id, settled) => ({
        model: this.workspace(id),
        unknown: settled ? this.young(id, now.getTime() - this.settings.settling) : new Set(),
      }),
    };
  }

  /** Who may do what. @param madeBy only by assignments that were made by then */
  access(madeBy?: number): Access {
    if (madeBy === undefined && this.allowed?.revision === this.store.revision) return this.allowed.access;
    const isRole = ({ resource }: Stored): boolean => resource.type.startsWith("Microsoft.Authorization/");
    const stack = appliedStack(this.store, (one) => isRole(one) && (madeBy === undefined || one.madeAt <= madeBy));
    const access = readAccess(stack, resolverOf(stack));
    if (madeBy === undefined) this.allowed = { revision: this.store.revision, access };
    return access;
  }

  /** The model of a workspace as it was applied. */
  workspace(id: string): SeenWorkspace["model"] {
    if (this.seen?.revision !== this.store.revision) this.seen = { revision: this.store.revision, of: new Map() };
    const known = this.seen.of.get(id.toLowerCase());
    if (known) return known;
    const model = appliedWorkspace(this.store, id);
    this.seen.of.set(id.toLowerCase(), model);
    return model;
  }

  private young(workspaceId: string, madeBy: number): ReadonlySet<string> {
    const tables = this.store
      .below(workspaceId)
      .filter(({ resource, madeAt }) => resource.type.endsWith("workspaces/tables") && madeAt > madeBy);
    return new Set(tables.map(({ resource }) => resource.name));
  }
}

const shown = (kind: ResourceKind, stored: Stored, context: KindContext): Resource =>
  kind.shown?.(stored, context) ?? stored.resource;

const etagOf = (id: string, version: number): string => v5(`${id.toLowerCase()} ${version}`, v5.URL);

const plain = (location: string): string => location.replace(/ /g, "").toLowerCase();

function notFound(kind: ResourceKind, { steps }: ArmPath): ArmError {
  const { name } = steps.at(-1)!;
  const group = steps.find(({ type }) => type === groupType);
  if (kind.type === groupType) return refusals.unknownGroup(name);
  return armErrors.notFound(kind.type, name, group?.name ?? "");
}

function asRefusal(error: unknown): ArmError {
  if (error instanceof ArmError) return error;
  return error instanceof EmulatorError ? refusals.invalid(error.message) : armErrors.internal(error);
}

import type { GovernanceResourceSpec, GovernanceSpec } from "../content";
import { Construct } from "./cdktf";
import { escapeData } from "./escape";
import { MsgraphResource } from "./msgraph";

/** How a tenant switches a policy on. */
export interface GovernanceSwitch {
  /** Of Conditional Access policies: reportOnly tells what would have been blocked. */
  readonly state: "reportOnly" | "enforced";
  /** Object ids of the blueprints' applications, for a policy that is attached to each. */
  readonly blueprints?: readonly string[];
}

/** https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy */
const states = { reportOnly: "enabledForReportingButNotEnforced", enforced: "enabled" } as const;

/** What `governance/<name>.yaml` asks Microsoft Entra to hold. */
export class GovernancePolicy extends Construct {
  private readonly resources = new Map<string, MsgraphResource>();

  constructor(
    scope: Construct,
    id: string,
    private readonly config: {
      readonly policy: GovernanceSpec;
      readonly on: GovernanceSwitch;
      /** Policies that must be there first. */
      readonly requires: readonly GovernancePolicy[];
    },
  ) {
    super(scope, id);
    for (const resource of config.policy.resources)
      if (resource.forEach === "blueprints")
        for (const blueprint of config.on.blueprints ?? [])
          this.add(resource, `${resource.key}-${blueprint}`, { blueprint });
      else this.add(resource, resource.key, {});
  }

  private add(resource: GovernanceResourceSpec, id: string, values: Readonly<Record<string, string>>): void {
    const { policy, on, requires } = this.config;
    const body = resource.conditionalAccess ? { ...resource.body, state: states[on.state] } : resource.body;
    const after = (resource.after ?? []).map((key) => this.resources.get(key)!);
    const before = requires.flatMap((required) => [...required.resources.values()]);
    this.resources.set(
      resource.key,
      new MsgraphResource(this, id, {
        url: this.filled(escapeData(resource.url), values),
        apiVersion: resource.apiVersion,
        body: this.filled(escapeData(body), values),
        readQuery: resource.readQuery as Record<string, string> | undefined,
        dependsOn: [...after, ...before],
        ...(policy.permanent ? { lifecycle: { preventDestroy: true } } : {}),
      }),
    );
  }

  /** Data with its `{placeholders}` filled in. */
  private filled<T>(data: T, values: Readonly<Record<string, string>>): T {
    if (typeof data === "string")
      return data.replace(/\{([a-z-]+)(\.id)?\}/g, (_, name: string, isId?: string) =>
        isId ? this.resources.get(name)!.id : values[name]!,
      ) as T;
    if (Array.isArray(data)) return data.map((item) => this.filled(item, values)) as T;
    if (data !== null && typeof data === "object")
      return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, this.filled(item, values)])) as T;
    return data;
  }
}

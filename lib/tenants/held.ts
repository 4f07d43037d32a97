import { ContentError, type Problem } from "../content";
import { packageVersion } from "../package";
import type { LoadedTenant } from "./load-tenants";
import type { Tenant } from "./tenant";

/** Tenants by whether this version of the package may write their Terraform. */
export interface ByHold {
  readonly ready: readonly LoadedTenant[];
  /** those that another version writes, with how, as warnings */
  readonly held: readonly Problem[];
  /** holds that have ended, and what was asked for by name and is held */
  readonly problems: readonly Problem[];
}

/**
 * Sorts out the tenants that are held at another version of the package. A version is content and constructs together, and what a tenant
 * gets follows from both: no version writes what another would have written.
 * @param today a day such as 2026-12-31, by which holds end
 * @param named tenants that were asked for by name, and may not be passed over
 */
export function byHold(tenants: readonly LoadedTenant[], today: string, named: readonly string[] = []): ByHold {
  const version = packageVersion();
  const isHeld = ({ tenant }: LoadedTenant) => tenant.content !== undefined && tenant.content.version !== version;
  const held = tenants.filter(isHeld);
  const ended = held.filter(({ tenant }) => tenant.content!.expires < today);
  const still = held.filter((one) => !ended.includes(one));
  const ready = tenants.filter((one) => !isHeld(one));
  const isAsked = ({ tenant }: LoadedTenant) => ready.length === 0 || named.includes(tenant.name);
  return {
    ready,
    held: still.filter((one) => !isAsked(one)).map((one) => heldProblem(one, version, true)),
    problems: [...ended.map(endedProblem), ...still.filter(isAsked).map((one) => heldProblem(one, version, false))],
  };
}

function heldProblem({ tenant, source }: LoadedTenant, version: string, warning: boolean): Problem {
  const { version: pinned, reason, expires } = tenant.content!;
  const done = warning ? "it is passed over, and its stacks stay as they are" : "this version writes nothing for it";
  const message = `${tenant.name} is held at ${pinned} until ${expires} (${reason}), and this is ${version}: ${done}`;
  return source.problem(["content", "version"], "tenant/held", message, { warning, suggestion: howToHold(tenant) });
}

/** What writes a held tenant's Terraform. */
const howToHold = ({ name, content }: Pick<Tenant, "name" | "content">): string =>
  `npm install --no-save sentinel-agent-identities@${content!.version} && npx agentid synth --tenant ${name}, or take content out of the file`;

const endedProblem = ({ tenant, source }: LoadedTenant): Problem => {
  const { version, expires, owner } = tenant.content!;
  return source.problem(
    ["content", "expires"],
    "tenant/hold-ended",
    `the hold of ${tenant.name} at ${version} ended on ${expires}; ${owner} answers for it`,
    { suggestion: "take content out of the file, or decide anew until when" },
  );
};

/** @throws ContentError for a tenant that another version of the package writes: what this one made of it would not be what it is held at */
export function assertNotHeld(tenant: Pick<Tenant, "name" | "content">): void {
  const version = packageVersion();
  if (tenant.content === undefined || tenant.content.version === version) return;
  throw new ContentError([
    {
      code: "tenant/held",
      severity: "error",
      message: `${tenant.name} is held at ${tenant.content.version}, and this is ${version}: this version writes nothing for it`,
      suggestion: howToHold(tenant),
      file: "tenants",
      line: 1,
      column: 1,
    },
  ]);
}

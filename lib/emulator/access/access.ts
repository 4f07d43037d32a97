import type { RoleDefinition } from "./roles";

/** A role that a principal holds on a scope. */
export interface RoleAssignment {
  /** lower case */
  readonly principalId: string;
  /** ARM id */
  readonly scope: string;
  /** the name or id as it was given, where the role is none that the emulator knows */
  readonly role: RoleDefinition | string;
}

/** What someone asks to do. */
interface Wish {
  readonly principalId: string;
  /** such as `Microsoft.Logic/workflows/disable/action` */
  readonly action: string;
  /** ARM id */
  readonly resource: string;
  /** whether it is done in the resource, not to it */
  readonly data?: boolean;
}

/** Who may do what, as Azure's role-based access control decides it. */
export class Access {
  constructor(private readonly assignments: readonly RoleAssignment[]) {}

  allows(wish: Wish): boolean {
    return this.holding(wish).some(({ role }) => typeof role !== "string" && permits(role, wish));
  }

  /** Roles the emulator does not know, which might allow it. */
  unknownRoles(wish: Pick<Wish, "principalId" | "resource">): string[] {
    return this.holding(wish).flatMap(({ role }) => (typeof role === "string" ? [role] : []));
  }

  /** Object ids of the principals that may do something. */
  principals(wish: Omit<Wish, "principalId">): string[] {
    const all = [...new Set(this.assignments.map(({ principalId }) => principalId))];
    return all.filter((principalId) => this.allows({ ...wish, principalId }));
  }

  private holding({ principalId, resource }: Pick<Wish, "principalId" | "resource">): RoleAssignment[] {
    return this.assignments.filter((one) => one.principalId === principalId && covers(one.scope, resource));
  }
}

/** https://learn.microsoft.com/azure/role-based-access-control/scope-overview: on it alone, or on a scope around it */
export function covers(scope: string, armId: string): boolean {
  return `${armId}/`.toLowerCase().startsWith(`${scope.replace(/\/$/, "")}/`.toLowerCase());
}

/** https://learn.microsoft.com/azure/role-based-access-control/role-definitions: what is taken away counts within a role */
function permits(role: RoleDefinition, { action, data }: Wish): boolean {
  const [given, taken] = data ? [role.dataActions, role.notDataActions] : [role.actions, role.notActions];
  return (given ?? []).some(matches(action)) && !(taken ?? []).some(matches(action));
}

const matches =
  (action: string) =>
  (pattern: string): boolean =>
    new RegExp(`^${pattern.split("*").map(escaped).join(".*")}$`, "i").test(action);

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");

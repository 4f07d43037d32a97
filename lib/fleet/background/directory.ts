import type { World } from "../activity/world";
import { isWorkday } from "../calendar";
import type { Blueprint } from "../plan/blueprint";
import type { Sink } from "../row";
import { agentTarget, attributeTable, auditRow, auditTable, blueprintTarget, principalTarget } from "../rows/audit";
import { day, hour, minute } from "../time";
import type { Source } from "./source";

/** What happens to identities in Entra: agents join, federated credentials are rotated, now and then a small grant. */
export const directory: Source = {
  targets: [auditTable, attributeTable],
  hour(world, time, sink) {
    const inHour = (moment: number) => moment >= time && moment < time + hour;
    for (const agent of world.plan.agents) if (agent.joins && inHour(agent.created)) join(world, agent.index, sink);
    for (const blueprint of world.plan.blueprints) {
      for (const [i, { from, type }] of blueprint.credentials.entries())
        if (i > 0 && inHour(from)) {
          const change = type === "Certificate" ? renew : rotate;
          change(world, blueprint, i, from, sink);
        }
      if (blueprint.classic) continue;
      const granted = grantTime(world, blueprint);
      if (inHour(granted)) grant(world, blueprint, granted, sink);
    }
  },
};

/** The factory creates the identity, then governance marks it. */
function join(world: World, index: number, sink: Sink): void {
  const agent = world.plan.agents[index]!;
  const { company } = world.plan;
  const random = world.random.fork("joined", index);
  const { created } = agent;
  sink(
    auditTable,
    created,
    auditRow(company, created, {
      id: random.guid(),
      operation: "Add service principal",
      category: "ApplicationManagement",
      by: { app: company.factory },
      targets: [
        agentTarget(agent, [
          { name: "AccountEnabled", new: [true] },
          { name: "AppId", new: [agent.appId] },
        ]),
      ],
    }),
  );
  const marked = created + 2 * minute;
  sink(
    attributeTable,
    marked,
    auditRow(company, marked, {
      id: random.guid(),
      operation: "Update attribute values for a servicePrincipal",
      category: "AttributeManagement",
      by: { app: company.factory },
      targets: [agentTarget(agent, [{ name: "AgentGovernance/QuarantineState", new: "None" }])],
    }),
  );
}

/** A new federated credential of the same issuer beside the old one. */
function rotate(world: World, blueprint: Blueprint, position: number, from: number, sink: Sink): void {
  const written = blueprint.credentials.slice(position - 1, position + 1).map(({ id, name, issuer, subject }) => ({
    Id: id,
    Name: name,
    Issuer: issuer,
    Subject: subject,
    ClaimsMatchingExpressionValue: null,
    ClaimsMatchingExpressionLanguageVersion: null,
  }));
  sink(
    auditTable,
    from,
    auditRow(world.plan.company, from, {
      id: world.random.fork("rotation", blueprint.appId, position).guid(),
      operation: "Update application",
      category: "ApplicationManagement",
      by: { app: world.plan.company.pipeline },
      targets: [
        blueprintTarget(blueprint, [
          { name: "FederatedIdentityCredentials", old: written.slice(0, 1), new: written },
          { name: "Included Updated Properties", new: "FederatedIdentityCredentials" },
        ]),
      ],
    }),
  );
}

/** The pipeline adds a new certificate beside the old one. */
function renew(world: World, blueprint: Blueprint, position: number, from: number, sink: Sink): void {
  const written = blueprint.credentials
    .slice(position - 1, position + 1)
    .map(({ id, name }) => `[KeyIdentifier=${id},KeyType=AsymmetricX509Cert,KeyUsage=Verify,DisplayName=${name}]`);
  const modified = [
    { name: "KeyDescription", old: written.slice(0, 1), new: written },
    { name: "Included Updated Properties", new: "KeyDescription" },
  ];
  const { objectId: id, name, classic } = blueprint;
  sink(
    auditTable,
    from,
    auditRow(world.plan.company, from, {
      id: world.random.fork("renewal", blueprint.appId, position).guid(),
      operation: "Update application – Certificates and secrets management ",
      category: "ApplicationManagement",
      by: { app: world.plan.company.pipeline },
      targets: [classic ? { id, name, type: "Application", modified } : blueprintTarget(blueprint, modified)],
    }),
  );
}

/** When a blueprint gets a small grant: one blueprint in eight, once a month, on a working day. Never: NaN. */
function grantTime(world: World, blueprint: Blueprint): number {
  const random = world.random.fork("grant", blueprint.appId);
  const at = world.plan.window.start + random.int(0, 29) * day + random.int(8, 15) * hour + random.int(0, 59) * minute;
  return random.chance(0.12) && isWorkday(at) ? at : Number.NaN;
}

function grant(world: World, blueprint: Blueprint, time: number, sink: Sink): void {
  sink(
    auditTable,
    time,
    auditRow(world.plan.company, time, {
      id: world.random.fork("granted", blueprint.appId).guid(),
      operation: "Add app role assignment to service principal",
      category: "ApplicationManagement",
      by: { user: world.plan.company.people[0]! },
      targets: [
        {
          id: "7f1c5b2e-52c0-4f2f-9f8c-0d9b3a6e5c11",
          name: "Microsoft Graph",
          type: "ServicePrincipal",
          modified: [
            { name: "AppRole.Value", new: "User.ReadBasic.All" },
            { name: "ServicePrincipal.ObjectID", new: blueprint.principalId },
            { name: "ServicePrincipal.AppId", new: blueprint.appId },
          ],
        },
        principalTarget(blueprint),
      ],
    }),
  );
}

import type { World } from "../activity/world";
import type { Blueprint } from "../plan/blueprint";
import type { Sink } from "../row";
import { type AuditEvent, auditRow, auditTable } from "../rows/audit";
import { hour } from "../time";
import type { Source } from "./source";

/** Owners leave the company: an administrator makes somebody else the owner, an hour before the account is deleted. */
export const departures: Source = {
  targets: [auditTable],
  hour(world, time, sink) {
    const within = (moment: number) => moment >= time && moment < time + hour;
    for (const blueprint of world.plan.blueprints) {
      const { heir } = blueprint;
      if (!heir) continue;
      if (within(heir.from)) handOver(world, blueprint, heir.from, sink);
      if (within(heir.from + hour)) leave(world, blueprint, heir.from + hour, sink);
    }
  },
};

function handOver(world: World, blueprint: Blueprint, time: number, sink: Sink): void {
  const { person } = blueprint.heir!;
  write(world, sink, time, {
    id: world.random.fork("heir", blueprint.appId).guid(),
    operation: "Add owner to application",
    category: "ApplicationManagement",
    by: { user: world.plan.company.people[0]! },
    targets: [
      {
        id: person.id,
        name: person.name,
        type: "User",
        modified: [
          { name: "Application.ObjectID", new: blueprint.objectId },
          { name: "Application.DisplayName", new: blueprint.name },
        ],
      },
      { id: blueprint.objectId, name: blueprint.name, type: "Application" },
    ],
  });
}

function leave(world: World, { owner, appId }: Blueprint, time: number, sink: Sink): void {
  write(world, sink, time, {
    id: world.random.fork("left", appId).guid(),
    operation: "Delete user",
    category: "UserManagement",
    by: { user: world.plan.company.people[0]! },
    targets: [{ id: owner.id, name: owner.name, type: "User" }],
  });
}

const write = ({ plan: { company } }: World, sink: Sink, time: number, event: AuditEvent): void =>
  sink(auditTable, time, auditRow(company, time, event));

import { writeRisk } from "../background/risk";
import { agentTarget } from "../rows/audit";
import { otelRow, otelStream } from "../rows/otel";
import { hour, minute } from "../time";
import type { Attack } from "./attack";
import { hosting, hostingIp } from "./scene";

const resources = [
  "Azure Key Vault",
  "Office 365 SharePoint Online",
  "Azure SQL Database",
  "Azure Storage",
  "Windows Azure Service Management API",
  "Office 365 Exchange Online",
];

/** Attacks with what an agent signs in with: its credential, its tokens, its name. */
export const signInAttacks: readonly Attack[] = [
  {
    name: "credential-used-abroad",
    title: "An agent's credential is used from rented machines in another country for hours",
    strength: "strong",
    detections: ["AIC-009", "AIC-024"],
    write(scene) {
      for (let i = 0; i < 7; i++) {
        const time = scene.at + i * 35 * minute;
        const token = scene.token(time, { ip: hostingIp, site: hosting });
        for (let page = 0; page < 4; page++)
          scene.graph(token, time + (page + 1) * 20_000, { path: "/v1.0/sites?search=*", ip: hostingIp, size: 51_000 });
      }
    },
  },
  {
    name: "one-sign-in-abroad",
    title: "An agent's credential is tried once from another country, shortly before the full hour",
    strength: "medium",
    detections: ["AIC-009"],
    write(scene) {
      const time = scene.at - (scene.at % hour) + 54 * minute;
      scene.token(time, { ip: hostingIp, site: hosting });
    },
  },
  {
    name: "credential-in-the-same-cloud",
    title: "An agent's credential is used from a machine of the same cloud and country",
    strength: "weak",
    detections: ["AIC-024"],
    write(scene) {
      const ip = `${scene.agent.blueprint.site.network}.9.77`;
      const token = scene.token(scene.at, { ip });
      for (let page = 0; page < 5; page++)
        scene.graph(token, scene.at + page * minute + 9000, { path: "/v1.0/users", ip, size: 30_000 });
    },
  },
  {
    name: "token-replayed",
    title: "A token of an agent is used from rented machines while the agent uses it too",
    strength: "strong",
    detections: ["AIC-010"],
    write(scene) {
      const token = scene.token(scene.at);
      for (let i = 0; i < 10; i++) {
        scene.graph(token, scene.at + (i + 1) * minute, { path: "/v1.0/users/me" });
        scene.graph(token, scene.at + (i + 1) * minute + 20_000, {
          path: "/v1.0/users?$top=999",
          ip: hostingIp,
          size: 90_000,
        });
      }
    },
  },
  {
    name: "token-replayed-quietly",
    title: "A token of an agent is used three times from another machine of the same cloud",
    strength: "medium",
    detections: ["AIC-010"],
    write(scene) {
      const token = scene.token(scene.at);
      scene.graph(token, scene.at + minute, { path: "/v1.0/users/me" });
      for (let i = 0; i < 3; i++)
        scene.graph(token, scene.at + (4 + i) * minute, { path: `/v1.0/users/${i}`, ip: "20.166.40.12", size: 2100 });
    },
  },
  {
    name: "asks-everywhere",
    title: "Somebody with an agent's credential tries what it opens and is refused at six services",
    strength: "medium",
    detections: ["AIC-012"],
    write(scene) {
      const token = scene.token(scene.at);
      for (const [i, name] of resources.entries())
        for (let attempt = 0; attempt < 3; attempt++)
          scene.token(scene.at + (3 + 4 * i + attempt) * minute, {
            resultType: "50105",
            resultDescription: "The signed in user is not assigned to a role for the application.",
            resource: { name, id: `00000000-0000-0000-0000-0000000000${10 + i}` },
          });
      for (let i = 0; i < 9; i++)
        scene.graph(token, scene.at + (2 + 2 * i) * minute, {
          path: `/v1.0/${["directoryRoles", "auditLogs/signIns", "policies"][i % 3]}`,
          status: 403,
          size: 300,
        });
    },
  },
  {
    name: "disabled-yet-active",
    title: "An administrator disables an agent, and four hours later it gets a token again",
    strength: "medium",
    detections: ["AIC-013"],
    hours: [9, 11],
    write(scene) {
      const modified = [{ name: "AccountEnabled", old: [true], new: [false] }];
      const by = { user: scene.company.people[0]! };
      scene.audit(scene.at, "Disable account", by, [agentTarget(scene.agent, modified)]);
      for (const hours of [4, 5, 7]) scene.token(scene.at + hours * hour);
    },
  },
  {
    name: "high-risk",
    title: "Entra ID Protection puts an agent at high risk",
    strength: "strong",
    detections: ["AIC-015"],
    write(scene) {
      writeRisk(scene.stage.row, scene.agent, scene.at, {
        id: scene.random.guid(),
        event: "threatIntelligenceAccount",
        level: "high",
        state: "atRisk",
        detail: "none",
      });
    },
  },
  {
    name: "unregistered-agent",
    title: "An agent that nobody registered works beside the others and sends spans like theirs",
    strength: "medium",
    detections: ["AIC-018"],
    victims: { kinds: ["support", "devops", "triage", "research"] },
    write(scene) {
      const shadow = { ...scene.agent, id: scene.random.guid(), name: `${scene.agent.blueprint.kind.name}-helper` };
      scene.about = { id: shadow.id, name: shadow.name, blueprintId: shadow.blueprintId };
      for (let i = 0; i < 5; i++) {
        const session = scene.session("Help out.", scene.at + i * 30 * minute);
        for (const step of shadow.blueprint.kind.tasks[0]!.steps) session.call(step);
        session.finish("done.");
      }
      // It has no sign-ins of its own: it uses a key that somebody gave it.
      scene.stage.rows.splice(0);
      for (const operation of scene.stage.operations.splice(0))
        scene.row(otelStream, operation.end, otelRow({ ...operation, agent: shadow }, scene.company.registry));
    },
  },
];

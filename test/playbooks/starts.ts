import { guid } from "../emulator/graph-support";
import { actingPlaybooks } from "./acting";
import { agentId, blueprintId, ingest, passwordId, type Setting } from "./cloud";
import { outsidePlaybooks } from "./external";
import type { AlertAbout } from "./portal-world";

/** How a playbook is started where analysts use a portal, and by what. */
export interface Start {
  readonly name: string;
  /** an alert that it responds to, or that a person starts it for */
  readonly alert: AlertAbout;
  /** one of the same rule that it does not respond to by itself; none where people start it */
  readonly weak?: AlertAbout;
  /** whether it does what may be done unasked before there is an incident */
  readonly isOnAlert?: boolean;
}

const about = (rule: string, AgentId: string, more: Partial<AlertAbout> = {}): AlertAbout => ({
  rule,
  ...more,
  details: { AgentId, BlueprintId: blueprintId, ...more.details },
});
const ofPlaybook = (id: string): string => (actingPlaybooks[id] ?? outsidePlaybooks[id])!.accounts[0]!;
const credential = (severity: AlertAbout["severity"]): AlertAbout => ({
  rule: "AIC-001-credential-added-to-blueprint",
  details: { BlueprintId: blueprintId, CredentialId: passwordId },
  accounts: [guid(77)],
  app: blueprintId,
  ...(severity ? { severity } : {}),
});
const token = (id: string, Confidence: string) =>
  about("AIC-010-token-used-elsewhere", ofPlaybook(id), { details: { Confidence } });

/** Every playbook. */
export const starts: Readonly<Record<string, Start>> = {
  "PB-01": {
    name: "agentid-freeze-agent",
    alert: token("PB-01", "High"),
    weak: token("PB-01", "Medium"),
    isOnAlert: true,
  },
  "PB-02": {
    name: "agentid-quarantine-agent",
    alert: token("PB-02", "Medium"),
    weak: token("PB-02", "High"),
    isOnAlert: true,
  },
  "PB-03": { name: "agentid-freeze-blueprint", alert: about("AIC-022-provenance-failed", agentId) },
  "PB-04": { name: "agentid-remove-credential", alert: credential("High"), weak: credential("Medium") },
  "PB-05": {
    name: "agentid-pause-workflow",
    alert: about("AIC-043-read-velocity", ofPlaybook("PB-05")),
    weak: about("AIC-043-read-velocity", ofPlaybook("PB-05"), { severity: "Low" }),
    isOnAlert: true,
  },
  "PB-06": {
    name: "agentid-enrich-incident",
    alert: about("AIC-022-provenance-failed", agentId),
    weak: about("AIC-022-provenance-failed", agentId, { severity: "Low" }),
  },
  "PB-07": { name: "agentid-unfreeze", alert: about("AIC-022-provenance-failed", agentId) },
  "PB-08": {
    name: "agentid-notify-owners",
    alert: about("AIC-022-provenance-failed", agentId),
    weak: about("AIC-022-provenance-failed", agentId, { severity: "Medium" }),
  },
  "PB-11": { name: "agentid-freeze-classic-agent", alert: about("AIC-022-provenance-failed", ofPlaybook("PB-11")) },
  "PB-12": {
    name: "agentid-pause-external-agent",
    alert: about("AIC-022-provenance-failed", ofPlaybook("PB-12")),
    weak: about("AIC-022-provenance-failed", ofPlaybook("PB-12"), { severity: "Medium" }),
    isOnAlert: true,
  },
  "PB-13": { name: "agentid-resume-external-agent", alert: about("AIC-022-provenance-failed", ofPlaybook("PB-13")) },
};

/** Signals of two independent sources about an agent, so that it may be stopped unasked. */
export const twoSignals =
  (AgentId: string): NonNullable<Setting["fill"]> =>
  async (emulator) => {
    await ingest(
      emulator,
      "SecurityAlert",
      ["AIC-009", "AIC-022"].map((DetectionId) => ({
        TimeGenerated: "2026-03-02T09:30:00Z",
        ExtendedProperties: JSON.stringify({
          "Custom Details": JSON.stringify({ AgentId: [AgentId], DetectionId: [DetectionId] }),
        }),
      })),
    );
  };

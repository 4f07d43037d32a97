import type { RanPlaybook } from "../../emulator";
import type { Agent, Stop, Undo } from "./story";

/** Playbooks that stop something, and the one that undoes it. */
const undoneBy: Readonly<Record<string, string>> = {
  "agentid-freeze-agent": "agentid-unfreeze",
  "agentid-freeze-blueprint": "agentid-unfreeze",
  "agentid-freeze-classic-agent": "agentid-unfreeze",
  "agentid-quarantine-agent": "agentid-unfreeze",
  "agentid-pause-workflow": "agentid-unfreeze",
  "agentid-pause-external-agent": "agentid-resume-external-agent",
  "agentid-remove-credential": "",
};
const stopping = new Set(["Freeze", "FreezeBlueprint", "Quarantine", "PauseWorkflow", "RemoveCredential"]);
const releasing = new Set(["Unfreeze", "ResumeWorkflow", "ConfirmSafe"]);
/** A Logic App for each way that a playbook starts: what stands after the full stop. */
const playbookOf = (logicApp: string): string => logicApp.split(".")[0]!;

type Row = Readonly<Record<string, unknown>>;
const isDone = ({ ActionMode, ResultState }: Row): boolean => ActionMode === "Enforced" && ResultState === "Succeeded";
const isAbout = (row: Row, { id, blueprint }: Agent): boolean =>
  String(row.AgentId).toLowerCase() === id ||
  (!row.AgentId && blueprint !== "" && String(row.BlueprintId).toLowerCase() === blueprint);

/** What stopped an agent, in the order of time. */
export function stopsOf(automation: readonly RanPlaybook[], agent: Agent): Stop[] {
  return automation
    .flatMap((ran) =>
      ran.run.ledger
        .filter((row) => isDone(row) && isAbout(row, agent) && stopping.has(String(row.ActionType)))
        .map((row) => stopOf(ran, row, agent)),
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function stopOf({ automationRule, incidentNumber, playbook, run }: RanPlaybook, row: Row, agent: Agent): Stop {
  const resource = String(row.WorkflowResourceId ?? "");
  const change = run.changes.find(({ after }) => after.accountEnabled === false || after.state !== undefined);
  return {
    at: change?.time ?? new Date(String(row.TimeGenerated)).toISOString(),
    playbook: playbookOf(playbook),
    cause:
      incidentNumber === undefined
        ? `"${automationRule}", on an alert`
        : `"${automationRule}", on incident #${incidentNumber}`,
    action: String(row.ActionType),
    target: row.ActionType === "PauseWorkflow" && resource ? resource.split("/").at(-1)! : agent.name,
    reason: String(row.Reason),
    approvedBy: String(row.ApprovedBy ?? ""),
  };
}

/** How an agent is given back, and whether it was. */
export function undoOf(
  automation: readonly RanPlaybook[],
  agent: Agent,
  stops: readonly Stop[],
  incident: number | undefined,
): Undo {
  const rows = automation.flatMap(({ run }) =>
    run.ledger.filter((row) => isDone(row) && isAbout(row, agent) && releasing.has(String(row.ActionType))),
  );
  const last = rows.at(-1);
  return {
    how: howOf(stops, incident),
    ...(last
      ? {
          done: {
            at: new Date(String(last.TimeGenerated)).toISOString(),
            by: String(last.ApprovedBy ?? ""),
            what: rows.map(({ ActionType }) => String(ActionType)),
          },
        }
      : {}),
  };
}

function howOf(stops: readonly Stop[], incident: number | undefined): string {
  if (stops.length === 0) return "Nothing was stopped: there is nothing to undo.";
  const playbooks = [...new Set(stops.map(({ playbook }) => undoneBy[playbook] ?? "agentid-unfreeze"))].filter(
    (name) => name !== "",
  );
  const on = incident === undefined ? "the incident" : `incident #${incident}`;
  return [
    ...playbooks.map(
      (name) =>
        `Run the playbook ${name} on ${on}; an approver answers its question on the incident: approve, the code, and repaired, benign or false.`,
    ),
    ...(stops.some(({ playbook }) => undoneBy[playbook] === "")
      ? ["A removed credential does not come back: make a new one."]
      : []),
  ].join(" ");
}

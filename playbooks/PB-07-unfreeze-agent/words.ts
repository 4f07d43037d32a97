import { agentItem, agentTarget } from "../parts/agent";
import { html, text } from "../parts/expression";

/** What whoever approves is asked. */
export const approval = {
  what: "These agents would be given back to their work, and this incident closed if it is about nothing else:",
  entry: `${agentItem()} ${text(`if(equals(item()?['previous']?['accountEnabled'], false), 'disabled, would be enabled;', 'enabled;')`)} ${text(`if(equals(item()?['previous']?['QuarantineState'], 'Quarantined'), 'quarantined, would be set free;', 'not quarantined;')`)} ${text("string(length(coalesce(item()?['paused'], json('[]'))))")} paused workloads would be started. Its detections: ${text(html("if(empty(item()?['detections']), 'none', item()?['detections'])", 400))}.`,
  effect: `The agents act again at once. The detections of each are silent for it for ${text("string(parameters('ExceptionDays'))")} days, unless the approval says repaired.`,
  undo: "run PB-01 (agentid-freeze-agent) again; exceptions end by themselves.",
  more: "Add the word <b>repaired</b> to the approval when the alarm was right and its cause is removed: the risk is then dismissed, no detection is silenced, and the incident closed as a true positive. Add the word <b>benign</b> when what was seen did happen and is allowed: the risk is then dismissed and the incident closed as benign. Without either, or with the word <b>false</b>, it is closed as a false positive. The word stands after the code, on the same line.",
};

/** What the comment on the incident says. */
export const words = {
  target: agentTarget(),
  done: "Given back to its work",
  would:
    "would have been enabled, set free of quarantine, cleared of risk, its workloads started, its detections excepted unless after a repair, and this incident closed",
  effect: "It gets tokens again within minutes.",
  undo: "run PB-01 (agentid-freeze-agent) on this incident.",
  failure:
    "Not every step of the release succeeded. So that the agent is not half released, it was put back: disabled or quarantined as before. Workloads that were started stay started. No exception was granted.",
};

/** What it says where the detections are excepted. */
export const exceptedFor = (why: string): string =>
  `<p>${why}: the detections of this incident are silent for it for a while (items of the watchlist AgentGrantedExceptions); they end by themselves, or when the items are deleted.</p>`;

/** What it says where that did not work. */
export const unexcepted =
  "<p><b>The exception could not be written</b> to the watchlist AgentGrantedExceptions: add it there by hand, or to AgentExceptions.</p>";

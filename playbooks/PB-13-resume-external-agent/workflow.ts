import { agentItem, agentTarget } from "../parts/agent";
import { result } from "../parts/each-entry";
import { text } from "../parts/expression";
import {
  answeredState,
  callPlatform,
  externalCases,
  externalOf,
  externalParameters,
  messageId,
  platformDetail,
  platformStatus,
  readExternal,
} from "../parts/external";
import { verdict } from "../parts/guard";
import { type Case, judge } from "../parts/judge";
import { claimOn, plan } from "../parts/plan";
import { actingPlaybook } from "../parts/playbook";
import { agentSubjects, askAboutSubject } from "../parts/subjects";
import { entry, subject } from "../parts/turn";

const external = externalOf("");
const undo = "run the playbook PB-12 (agentid-pause-external-agent) on this incident.";
const done = (suffix = ""): Case => [
  `equals(${externalOf(suffix)("last")}, 'Unfreeze')`,
  "Done",
  "The agent was resumed already, by the ledger.",
];

/**
 * Asks the platforms of agents outside Entra to let them work again. The owners that the inventory has are addresses, which
 * tell nothing of object ids: two approvers have to say so.
 */
export const workflow = actingPlaybook({
  parameters: externalParameters,
  subjects: agentSubjects,
  subjectKind: "agent outside Entra",
  plan: {
    ...askAboutSubject({ subject, action: "Unfreeze", alwaysAsk: true }),
    ...readExternal(subject),
    Add_to_plan: plan({
      ...judge([...externalCases(), done()]),
      name: text(`if(empty(${verdict("name")}), ${subject}, ${verdict("name")})`),
      agentId: text(subject),
      ...claimOn("Unfreeze", subject),
      platform: text(external("platform")),
      nativeId: text(external("nativeId")),
      previous: { state: "paused", platform: text(external("platform")) },
    }),
  },
  approval: {
    what: "The platforms of these agents would be asked to let them work again:",
    entry: `${text("item()?['platform']")} ${agentItem()}`,
    effect: "The agents act again at once. No detection is excepted, and the incident stays open.",
    undo,
  },
  answers: { second: { ids: "json('[]')", unsure: "true" } },
  again: {
    guard: (of) => ({ subject: of("agentId"), action: "Unfreeze", alwaysAsk: true }),
    read: readExternal(entry("agentId"), "_again"),
    cases: [...externalCases("_again"), done("_again")],
  },
  actionType: "Unfreeze",
  act: { Resume_agent: callPlatform("resume", "running") },
  outcome: {
    achieved: `equals(${answeredState}, 'running')`,
    httpStatus: platformStatus,
    requestId: messageId,
    newState: { state: "running", platform: text(entry("platform")) },
    detail: platformDetail(result),
  },
  words: {
    target: `${text(entry("platform"))} ${agentTarget()}`,
    done: "Resumed",
    would: "would have been resumed by its platform",
    effect: "It works again. No detection was excepted; close the incident by hand.",
    undo,
    failure: "The agent may still be paused. Ask its owner to resume it by hand.",
  },
  tag: "external-agent-resumed",
});

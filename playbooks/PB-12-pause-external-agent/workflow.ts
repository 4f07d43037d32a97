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
import { type ActingPlaybook, actingPlaybook, alertPlaybook } from "../parts/playbook";
import { agentSubjects, askAboutSubject } from "../parts/subjects";
import { entry, subject } from "../parts/turn";

const external = externalOf("");
const undo = "run the playbook PB-13 (agentid-resume-external-agent) on this incident.";
const effect =
  "What the pause does there is its platform's doing: new work is refused, work that has begun may end first, and credentials it holds elsewhere stay valid.";
const done = (suffix = ""): Case => [
  `equals(${externalOf(suffix)("last")}, 'Freeze')`,
  "Done",
  "The agent is paused already, by the ledger.",
];

/** Asks the platforms of agents outside Entra to pause them. */
const steps: ActingPlaybook = {
  parameters: externalParameters,
  subjects: agentSubjects,
  subjectKind: "agent outside Entra",
  plan: {
    ...askAboutSubject({ subject, action: "Freeze" }),
    ...readExternal(subject),
    Add_to_plan: plan({
      ...judge([...externalCases(), done()]),
      name: text(`if(empty(${verdict("name")}), ${subject}, ${verdict("name")})`),
      agentId: text(subject),
      ...claimOn("Freeze", subject),
      platform: text(external("platform")),
      nativeId: text(external("nativeId")),
      previous: { state: "running", platform: text(external("platform")) },
    }),
  },
  approval: {
    what: "The platforms of these agents would be asked to pause them:",
    entry: `${text("item()?['platform']")} ${agentItem()}`,
    effect,
    undo,
  },
  again: {
    guard: (of) => ({ subject: of("agentId"), action: "Freeze" }),
    read: readExternal(entry("agentId"), "_again"),
    cases: [...externalCases("_again"), done("_again")],
  },
  actionType: "Freeze",
  act: { Pause_agent: callPlatform("pause", "paused") },
  outcome: {
    achieved: `equals(${answeredState}, 'paused')`,
    httpStatus: platformStatus,
    requestId: messageId,
    newState: { state: "paused", platform: text(entry("platform")) },
    detail: platformDetail(result),
  },
  words: {
    target: `${text(entry("platform"))} ${agentTarget()}`,
    done: "Paused",
    would: "would have been paused by its platform",
    effect,
    undo,
    failure: "The agent may still act. Ask its owner to stop it by hand if it must stop.",
  },
  tag: "external-agent-paused",
};

export const workflow = actingPlaybook(steps);
export const alert = alertPlaybook(steps);

import { after, failed, scope, when } from "../parts/action";
import {
  agent,
  agentAgain,
  agentIdentity,
  agentItem,
  agentName,
  agentTarget,
  lookupCases,
  noAgent,
  readAgent,
  readAgentAgain,
} from "../parts/agent";
import { untilSeen } from "../parts/each-entry";
import { httpStatus, succeeded, text, wentWrong } from "../parts/expression";
import { rollbackRow, rowOf } from "../parts/extra-rows";
import { verdict } from "../parts/guard";
import { judge } from "../parts/judge";
import { claimOn, plan } from "../parts/plan";
import { type ActingPlaybook, actingPlaybook, alertPlaybook } from "../parts/playbook";
import { graph } from "../parts/services";
import { agentSubjects, askAboutSubject } from "../parts/subjects";
import { entry, subject } from "../parts/turn";

const id = entry("agentId");
const tokens =
  "It gets no new tokens. Tokens it holds already stay valid until they expire, 60 to 90 minutes; a service that evaluates access continuously may refuse them sooner.";

/**
 * Disables the agent identities of an incident.
 * @see https://learn.microsoft.com/graph/api/agentidentity-update
 * @see https://learn.microsoft.com/graph/api/riskyagent-confirmcompromised
 */
const steps: ActingPlaybook = {
  parameters: { MarkCompromised: { type: "Bool", defaultValue: true } },
  subjects: agentSubjects,
  subjectKind: "agent identity",
  plan: {
    ...askAboutSubject({ subject, action: "Freeze" }),
    ...readAgent("id,displayName,accountEnabled"),
    Add_to_plan: plan({
      ...judge([
        ...lookupCases("Get_agent", noAgent),
        [`equals(${agent("accountEnabled")}, false)`, "Done", "The agent is disabled already."],
      ]),
      name: agentName,
      agentId: text(subject),
      ...claimOn("Freeze", subject),
      blueprintId: text(verdict("blueprintId")),
      previous: { accountEnabled: `@${agent("accountEnabled")}` },
    }),
  },
  approval: {
    what: "These agents would be disabled in Microsoft Entra:",
    entry: agentItem(),
    effect: `${tokens} What the business lets the agent do stops with it.`,
    undo: "run the playbook PB-07 (agentid-unfreeze) on this incident.",
  },
  again: {
    guard: (of) => ({ subject: of("agentId"), action: "Freeze" }),
    read: readAgentAgain("id,accountEnabled"),
    cases: [
      ...lookupCases("Get_agent_again", noAgent),
      [`equals(${agentAgain("accountEnabled")}, false)`, "Done", "The agent is disabled by now."],
    ],
  },
  actionType: "Freeze",
  act: {
    Freeze: scope({
      Disable_agent: graph("PATCH", agentIdentity(id), { body: { accountEnabled: false } }),
      See_frozen: untilSeen(
        "Read_back",
        graph("GET", `${agentIdentity(id)}?$select=id,accountEnabled`),
        "equals(body('Read_back')?['accountEnabled'], false)",
      ),
    }),
    Is_to_be_restored: after(
      { Freeze: failed },
      when(succeeded("Disable_agent"), {
        Restore_agent: graph("PATCH", agentIdentity(id), { body: { accountEnabled: true } }),
      }),
    ),
    Is_to_be_marked: after(
      { Freeze: ["Succeeded"] },
      when("parameters('MarkCompromised')", {
        Confirm_compromised: graph("POST", "beta/identityProtection/riskyAgents/confirmCompromised", {
          body: { agentIds: [text(id)] },
        }),
      }),
    ),
  },
  outcome: {
    achieved: succeeded("Freeze"),
    httpStatus: httpStatus("Disable_agent"),
    requestId: "outputs('Disable_agent')?['headers']?['request-id']",
    newState: { accountEnabled: false },
    detail: text(
      `if(${wentWrong("Confirm_compromised")}, '<p>Entra ID Protection could not be told that the agent is compromised; the freeze stands.</p>', '')`,
    ),
  },
  extraRows: [
    rollbackRow("Restore_agent", "Unfreeze", { accountEnabled: false }),
    rowOf("Confirm_compromised", {
      ActionType: "ConfirmCompromised",
      Reason: "Follows the freeze, so that access policies on agent risk hold too.",
    }),
  ],
  alsoFailed: wentWrong("Confirm_compromised"),
  words: {
    target: agentTarget(),
    done: "Frozen",
    would: "would have been disabled in Microsoft Entra",
    effect: tokens,
    undo: "run the playbook PB-07 (agentid-unfreeze) on this incident.",
    failure:
      "The agent may still be active. A change that was taken and did not show was rolled back. Check the agent in Microsoft Entra (Agent ID) and disable it by hand if it must stop.",
  },
  tag: "agent-frozen",
};

export const workflow = actingPlaybook(steps);
export const alert = alertPlaybook(steps);

import { after, failed, scope, when } from "../parts/action";
import {
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
import { httpStatus, succeeded, text } from "../parts/expression";
import { rollbackRow } from "../parts/extra-rows";
import { verdict } from "../parts/guard";
import { judge } from "../parts/judge";
import { claimOn, plan } from "../parts/plan";
import { type ActingPlaybook, actingPlaybook, alertPlaybook } from "../parts/playbook";
import { quarantine, quarantineState } from "../parts/quarantine";
import { graph } from "../parts/services";
import { agentSubjects, askAboutSubject } from "../parts/subjects";
import { entry, subject } from "../parts/turn";

const id = entry("agentId");
const properties = "id,displayName,customSecurityAttributes";
const blocked =
  "The Conditional Access policy on AgentGovernance/QuarantineState refuses it new tokens as soon as that policy is enforced, within minutes; while the policy is report-only, sign-ins are only reported. Tokens it holds already stay valid until they expire, 60 to 90 minutes. Work on behalf of a person is judged by that person's policies, not by this one.";

/**
 * Marks the agent identities of an incident as quarantined, by the attribute that a Conditional Access policy reads.
 * @see https://learn.microsoft.com/graph/custom-security-attributes-examples
 */
const steps: ActingPlaybook = {
  subjects: agentSubjects,
  subjectKind: "agent identity",
  plan: {
    ...askAboutSubject({ subject, action: "Quarantine" }),
    ...readAgent(properties),
    Add_to_plan: plan({
      ...judge([
        ...lookupCases("Get_agent", noAgent),
        [`equals(${quarantineState("outputs('Agent')")}, 'Quarantined')`, "Done", "The agent is quarantined already."],
      ]),
      name: agentName,
      agentId: text(subject),
      ...claimOn("Quarantine", subject),
      blueprintId: text(verdict("blueprintId")),
      previous: { QuarantineState: `@${quarantineState("outputs('Agent')")}` },
    }),
  },
  approval: {
    what: "These agents would be marked as quarantined in Microsoft Entra:",
    entry: agentItem(),
    effect: blocked,
    undo: "run the playbook PB-07 (agentid-unfreeze) on this incident.",
  },
  again: {
    guard: (of) => ({ subject: of("agentId"), action: "Quarantine" }),
    read: readAgentAgain(properties),
    cases: [
      ...lookupCases("Get_agent_again", noAgent),
      [
        `equals(${quarantineState("outputs('Agent_again')")}, 'Quarantined')`,
        "Done",
        "The agent is quarantined by now.",
      ],
    ],
  },
  actionType: "Quarantine",
  act: {
    Quarantine: scope({
      Set_quarantine: graph("PATCH", agentIdentity(id), { body: quarantine("Quarantined") }),
      See_quarantined: untilSeen(
        "Read_back",
        graph("GET", `${agentIdentity(id)}?$select=id,customSecurityAttributes`),
        `equals(${quarantineState("body('Read_back')")}, 'Quarantined')`,
      ),
    }),
    Is_to_be_restored: after(
      { Quarantine: failed },
      when(succeeded("Set_quarantine"), {
        Restore_state: graph("PATCH", agentIdentity(id), {
          body: quarantine(`@${entry("previous")}?['QuarantineState']`),
        }),
      }),
    ),
  },
  outcome: {
    achieved: succeeded("Quarantine"),
    httpStatus: httpStatus("Set_quarantine"),
    requestId: "outputs('Set_quarantine')?['headers']?['request-id']",
    newState: { QuarantineState: "Quarantined" },
  },
  extraRows: [rollbackRow("Restore_state", "Unfreeze", { QuarantineState: "Quarantined" })],
  words: {
    target: agentTarget(),
    done: "Quarantined",
    would: "would have been marked as quarantined",
    effect: blocked,
    undo: "run the playbook PB-07 (agentid-unfreeze) on this incident.",
    failure:
      "The agent may still be free. A mark that was taken and did not show was taken back. Set AgentGovernance/QuarantineState by hand, or freeze the agent with PB-01.",
  },
  tag: "agent-quarantined",
};

export const workflow = actingPlaybook(steps);
export const alert = alertPlaybook(steps);

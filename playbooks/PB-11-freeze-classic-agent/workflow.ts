import { after, failed, scope, when } from "../parts/action";
import { agentItem, agentTarget, answerOf, lookupCases } from "../parts/agent";
import { untilSeen } from "../parts/each-entry";
import { httpStatus, segment, succeeded, text } from "../parts/expression";
import { rollbackRow } from "../parts/extra-rows";
import { verdict } from "../parts/guard";
import { concat, judge } from "../parts/judge";
import { claimOn, plan } from "../parts/plan";
import { actingPlaybook } from "../parts/playbook";
import { graph } from "../parts/services";
import { agentSubjects, askAboutSubject } from "../parts/subjects";
import { entry, subject } from "../parts/turn";

const address = (id: string) => `v1.0/servicePrincipals/${text(segment(id))}`;
const agent = (property: string) => `outputs('Agent')?['${property}']`;
const stopped =
  "It gets no new tokens. Tokens it holds already stay valid until they expire, 60 to 90 minutes; a service that evaluates access continuously may refuse them sooner.";
const undo = "enable the enterprise application again in Microsoft Entra, or by PATCH accountEnabled true.";

/**
 * Disables agents that are plain service principals; a person always has to approve. With Application.ReadWrite.OwnedBy
 * it can change those principals only that its own identity owns: each agent is opted in by making it an owner. The
 * role that needs no owner, Application.ReadWrite.All, could change every application of the tenant.
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-update
 */
export const workflow = actingPlaybook({
  subjects: agentSubjects,
  subjectKind: "classic agent",
  plan: {
    ...askAboutSubject({ subject, action: "Freeze", alwaysAsk: true }),
    Get_agent: graph("GET", `${address(subject)}?$select=id,displayName,accountEnabled,servicePrincipalType`),
    Agent: answerOf("Get_agent"),
    Add_to_plan: plan({
      ...judge([
        ...lookupCases(
          "Get_agent",
          "The directory has no service principal with this object id: it is a person, or gone.",
        ),
        [
          `not(equals(${agent("servicePrincipalType")}, 'Application'))`,
          "Skip",
          concat(
            "'It is no classic agent but a service principal of type '",
            `string(${agent("servicePrincipalType")})`,
            "'.'",
          ),
        ],
        [`equals(${agent("accountEnabled")}, false)`, "Done", "The agent is disabled already."],
      ]),
      name: text(`coalesce(${agent("displayName")}, ${verdict("name")}, ${subject})`),
      agentId: text(subject),
      ...claimOn("Freeze", subject),
      previous: { accountEnabled: `@${agent("accountEnabled")}` },
    }),
  },
  approval: {
    what: "These service principals would be disabled in Microsoft Entra:",
    entry: agentItem("classic agent"),
    effect: `${stopped} People who sign in to the application are shut out too.`,
    undo,
  },
  again: {
    guard: (of) => ({ subject: of("agentId"), action: "Freeze", alwaysAsk: true }),
    read: {
      Get_agent_again: graph("GET", `${address(entry("agentId"))}?$select=id,accountEnabled`),
      Agent_again: answerOf("Get_agent_again"),
    },
    cases: [
      ...lookupCases("Get_agent_again", "The service principal is gone."),
      ["equals(outputs('Agent_again')?['accountEnabled'], false)", "Done", "The agent is disabled by now."],
    ],
  },
  actionType: "Freeze",
  act: {
    Freeze: scope({
      Disable_agent: graph("PATCH", address(entry("agentId")), { body: { accountEnabled: false } }),
      See_frozen: untilSeen(
        "Read_back",
        graph("GET", `${address(entry("agentId"))}?$select=id,accountEnabled`),
        "equals(body('Read_back')?['accountEnabled'], false)",
      ),
    }),
    Is_to_be_restored: after(
      { Freeze: failed },
      when(succeeded("Disable_agent"), {
        Restore_agent: graph("PATCH", address(entry("agentId")), { body: { accountEnabled: true } }),
      }),
    ),
  },
  outcome: {
    achieved: succeeded("Freeze"),
    httpStatus: httpStatus("Disable_agent"),
    requestId: "outputs('Disable_agent')?['headers']?['request-id']",
    newState: { accountEnabled: false },
    detail: text(
      `if(equals(${httpStatus("Disable_agent")}, 403), '<p>This playbook changes only principals that its identity owns: make the identity an owner of the agent to opt it in.</p>', '')`,
    ),
  },
  extraRows: [rollbackRow("Restore_agent", "Unfreeze", { accountEnabled: false })],
  words: {
    target: agentTarget("classic agent"),
    done: "Frozen",
    would: "would have been disabled in Microsoft Entra",
    effect: stopped,
    undo,
    failure:
      "The agent may still be active. A change that was taken and did not show was rolled back. Disable the enterprise application by hand in Microsoft Entra if it must stop.",
  },
  tag: "agent-frozen",
});

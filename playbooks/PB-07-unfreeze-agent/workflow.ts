import { after, append, compose, failed, forEach, initialize, scope, when } from "../parts/action";
import {
  agent,
  agentAgain,
  agentIdentity,
  agentName,
  lookupCases,
  noAgent,
  readAgent,
  readAgentAgain,
} from "../parts/agent";
import { answerText, approvedBy } from "../parts/approval";
import { closeIfDealtWith } from "../parts/close";
import { result, untilSeen } from "../parts/each-entry";
import { choose, httpStatus, literal, succeeded, text, wentWrong } from "../parts/expression";
import { ran, rollbackRow, rowOf } from "../parts/extra-rows";
import { verdict } from "../parts/guard";
import { sentinelRequest } from "../parts/http";
import { incidentId, incidentNow } from "../parts/incident";
import { judge } from "../parts/judge";
import { claimOn, plan } from "../parts/plan";
import { actingPlaybook } from "../parts/playbook";
import { quarantine, quarantineState } from "../parts/quarantine";
import { readRelated, related, unsureWhoIsRelated } from "../parts/related";
import { arm, graph } from "../parts/services";
import { agentSubjects, askAboutSubject } from "../parts/subjects";
import { entry, subject } from "../parts/turn";
import { byKind, isResourceId, kindOf, partsOf, startWorkload } from "../parts/workloads";
import { ledgerPrologue } from "./history";
import { approval, exceptedFor, unexcepted, words } from "./words";

const id = entry("agentId");
const properties = "id,displayName,accountEnabled,customSecurityAttributes";
// An approval with both words grants no exception.
const repaired = `contains(${answerText}, 'repaired')`;
const benign = `and(contains(${answerText}, 'benign'), not(${repaired}))`;
/** What depends on the approver's answer. */
const byAnswer = (afterRepair: string, ifBenign: string, ifFalse: string): string =>
  choose(
    [
      [repaired, literal(afterRepair)],
      [benign, literal(ifBenign)],
    ],
    literal(ifFalse),
  );
const paused = `coalesce(${entry("paused")}, json('[]'))`;
const split = "outputs('Paused_parts')";
const wasDisabled = `equals(${entry("previous")}?['accountEnabled'], false)`;
const wasQuarantined = `equals(${entry("previous")}?['QuarantineState'], 'Quarantined')`;
const released = `equals(${result}, 'Succeeded')`;
/** Of the alerts that name the agent. */
const detections = `if(empty(${entry("detections")}), json('[]'), split(${entry("detections")}, ','))`;
const history = (name: string) => `outputs('History')?['${name}']`;

const notExcepted = wentWrong("For_each_detection");
const expiry = "addDays(utcNow(), parameters('ExceptionDays'))";
const exceptionReason = `${text(`if(${benign}, 'Benign', 'False')`)} positive of ${text(incidentNow("name"))}, approved by ${text(approvedBy)}.`;

/**
 * Gives an agent back to its work after a false alarm or a repair: enabled, out of quarantine, without risk, its
 * workloads started, and the incident closed. After a false alarm, and after what is allowed, the detections are excepted
 * for it for a while; after a repair they are not, since the alarm was right. A person always has to approve, and says
 * which it is.
 * @see https://learn.microsoft.com/graph/api/agentidentity-update
 * @see https://learn.microsoft.com/graph/api/riskyagent-confirmsafe
 * @see https://learn.microsoft.com/graph/api/riskyagent-dismiss
 */
export const workflow = actingPlaybook({
  variables: {
    Initialize_related: initialize("Related", "array", []),
    Initialize_unsure: initialize("UnsureWhoIsRelated", "boolean", false),
    Initialize_released: initialize("Released", "array", []),
    Initialize_released_blueprints: initialize("ReleasedBlueprints", "array", []),
  },
  parameters: { ExceptionDays: { type: "Int", defaultValue: 14 } },
  subjects: agentSubjects,
  subjectKind: "agent identity",
  plan: {
    ...askAboutSubject({
      subject,
      action: "Unfreeze",
      alwaysAsk: true,
      more: {
        prologue: ledgerPrologue,
        column: `History = pack("paused", coalesce(Paused, dynamic([])), "marked", coalesce(Marked, "") == "ConfirmCompromised", "related", array_concat(coalesce(Made, dynamic([])), coalesce(Answerable, dynamic([]))))`,
      },
    }),
    History: compose(`@json(if(equals(${verdict("decision")}, 'Failed'), '{}', string(${verdict("more")})))`),
    ...readAgent(properties),
    ...readRelated(history("related")),
    Add_to_plan: plan({
      ...judge(lookupCases("Get_agent", noAgent)),
      name: agentName,
      agentId: text(subject),
      ...claimOn("Unfreeze", subject),
      blueprintId: text(verdict("blueprintId")),
      paused: `@coalesce(${history("paused")}, json('[]'))`,
      risky: `@or(equals(${history("marked")}, true), contains(join(body('Detections_in_question'), ','), 'AIC-015'))`,
      previous: {
        accountEnabled: `@${agent("accountEnabled")}`,
        QuarantineState: `@${quarantineState("outputs('Agent')")}`,
      },
    }),
  },
  approval,
  answers: {
    verdicts: ["false", "benign", "repaired"],
    second: { ids: related, unsure: unsureWhoIsRelated },
  },
  again: {
    guard: (of) => ({ subject: of("agentId"), action: "Unfreeze", alwaysAsk: true }),
    read: readAgentAgain(properties),
    cases: [
      ...lookupCases("Get_agent_again", noAgent),
      // What was approved is what the request said.
      [
        `or(not(equals(${agentAgain("accountEnabled")}, ${entry("previous")}?['accountEnabled'])), not(equals(coalesce(${quarantineState("outputs('Agent_again')")}, 'None'), coalesce(${entry("previous")}?['QuarantineState'], 'None'))))`,
        "Skip",
        "The agent is not as the request said any more: it was released or stopped meanwhile. Start the playbook again if it is still to be released.",
      ],
    ],
  },
  actionType: "Unfreeze",
  act: {
    Release: scope({
      Is_to_be_enabled: when(wasDisabled, {
        Enable_agent: graph("PATCH", agentIdentity(id), { body: { accountEnabled: true } }),
        See_enabled: untilSeen(
          "Read_enabled",
          graph("GET", `${agentIdentity(id)}?$select=id,accountEnabled`),
          "equals(body('Read_enabled')?['accountEnabled'], true)",
        ),
      }),
      Is_to_be_set_free: when(wasQuarantined, {
        Lift_quarantine: graph("PATCH", agentIdentity(id), { body: quarantine("None") }),
        See_free: untilSeen(
          "Read_free",
          graph("GET", `${agentIdentity(id)}?$select=id,customSecurityAttributes`),
          `if(contains(coalesce(body('Read_free'), json('{}')), 'id'), not(equals(${quarantineState("body('Read_free')")}, 'Quarantined')), false)`,
        ),
      }),
      Is_risk_to_be_cleared: when(entry("risky"), {
        Is_risk_to_be_dismissed: when(
          `or(${repaired}, ${benign})`,
          {
            Dismiss_risk: graph("POST", "beta/identityProtection/riskyAgents/dismiss", {
              body: { agentIds: [text(id)] },
            }),
          },
          {
            Confirm_safe: graph("POST", "beta/identityProtection/riskyAgents/confirmSafe", {
              body: { agentIds: [text(id)] },
            }),
          },
        ),
      }),
      For_each_paused: forEach(paused, {
        Paused_parts: compose("@split(items('For_each_paused'), '/')"),
        Start_by_kind: byKind(`if(${isResourceId(split)}, ${kindOf(split)}, '')`, (kind) =>
          startWorkload(kind, partsOf(split)),
        ),
      }),
    }),
    Is_to_be_excepted: after(
      { Release: ["Succeeded"] },
      when(`not(${repaired})`, {
        For_each_detection: forEach(detections, {
          Except_from_detection: arm(
            "PUT",
            "@{parameters('WorkspaceResourceId')}/providers/Microsoft.SecurityInsights/watchlists/AgentGrantedExceptions/watchlistItems/@{encodeUriComponent(guid())}?api-version=2025-09-01",
            {
              body: {
                properties: {
                  itemsKeyValue: {
                    AgentId: text(id),
                    DetectionId: "@{items('For_each_detection')}",
                    Expiry: text(expiry),
                    Reason: exceptionReason,
                    Approver: text(approvedBy),
                  },
                },
              },
            },
          ),
        }),
      }),
    ),
    Is_to_be_taken_back: after(
      { Release: failed },
      when("true", {
        Was_it_enabled: when(succeeded("Enable_agent"), {
          Freeze_again: graph("PATCH", agentIdentity(id), { body: { accountEnabled: false } }),
        }),
        Was_it_set_free: {
          ...when(succeeded("Lift_quarantine"), {
            Quarantine_again: graph("PATCH", agentIdentity(id), { body: quarantine("Quarantined") }),
          }),
          runAfter: { Was_it_enabled: ["Succeeded", "Failed", "TimedOut"] },
        },
      }),
    ),
  },
  outcome: {
    achieved: succeeded("Release"),
    httpStatus: `coalesce(${["Enable_agent", "Lift_quarantine", "Dismiss_risk", "Confirm_safe"].map(httpStatus).join(", ")})`,
    requestId: `coalesce(${["Enable_agent", "Lift_quarantine"].map((a) => `outputs('${a}')?['headers']?['request-id']`).join(", ")})`,
    newState: { accountEnabled: true, QuarantineState: "None" },
    detail: text(
      `if(${released}, ${choose(
        [[notExcepted, literal(unexcepted)]],
        byAnswer(
          "<p>The alarm was right, and its cause is removed: no exception was granted, and the detections of this incident watch it as before.</p>",
          exceptedFor("What was seen is allowed"),
          exceptedFor("The alarm was false"),
        ),
      )}, '')`,
    ),
  },
  alsoFailed: notExcepted,
  extraRows: [
    rollbackRow("Freeze_again", "Freeze", { accountEnabled: true }),
    rollbackRow("Quarantine_again", "Quarantine", { QuarantineState: "None" }),
    rowOf("Confirm_safe", { ActionType: "ConfirmSafe", Reason: "The alarm was false: the agent is safe." }),
    rowOf("Dismiss_risk", {
      ActionType: "ConfirmSafe",
      Reason: text(
        `if(${repaired}, 'The cause of what was seen is removed: the risk is dismissed.', 'What was seen is allowed: the risk is dismissed.')`,
      ),
    }),
    {
      when: ran("For_each_paused"),
      each: paused,
      row: {
        ActionId: "@{guid()}",
        ActionType: "ResumeWorkflow",
        ResultState: text(`if(${succeeded("For_each_paused")}, 'Succeeded', 'Failed')`),
        Reason: "Started again with the agent's release.",
        WorkflowResourceId: "@{item()}",
        PreviousState: { state: "Paused" },
        NewState: { state: "Running" },
      },
    },
    {
      when: `and(${released}, not(${repaired}))`,
      each: detections,
      row: {
        ActionId: "@{guid()}",
        ActionType: "Suppress",
        ResultState: text(`if(${notExcepted}, 'Failed', 'Succeeded')`),
        DetectionId: "@{item()}",
        WorkflowResourceId: "",
        ExpiryTime: text(expiry),
        Reason: exceptionReason,
        Verdict: text(`if(${benign}, 'BenignPositive', 'FalsePositive')`),
      },
    },
  ],
  verdict: text(`if(${released}, ${byAnswer("TruePositive", "BenignPositive", "FalsePositive")}, 'Undetermined')`),
  words,
  tag: "agent-released",
  afterSuccess: {
    Keep_released: append("Released", `@${id}`),
    Keep_released_blueprint: append("ReleasedBlueprints", `@${entry("blueprintId")}`),
  },
  finally: {
    Is_all_released: when(
      "equals(variables('Failures'), 0)",
      closeIfDealtWith({
        Close_incident: sentinelRequest("put", "/Incidents", {
          incidentArmId: `@${incidentId}`,
          status: "Closed",
          classification: {
            ClassificationAndReason: text(
              byAnswer(
                "TruePositive - SuspiciousActivity",
                "BenignPositive - SuspiciousButExpected",
                "FalsePositive - InaccurateData",
              ),
            ),
            ClassificationReasonText: `Released by ${text("workflow()?['name']")}, approved by ${text(approvedBy)}.`,
          },
        }),
      }),
    ),
  },
});

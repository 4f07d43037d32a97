import { after, failed, scope, when } from "../parts/action";
import { answerOf, lookupCases } from "../parts/agent";
import { untilSeen } from "../parts/each-entry";
import { html, httpStatus, segment, succeeded, text } from "../parts/expression";
import { rollbackRow } from "../parts/extra-rows";
import { verdict } from "../parts/guard";
import { judge } from "../parts/judge";
import { claimOn, plan } from "../parts/plan";
import { actingPlaybook } from "../parts/playbook";
import { graph } from "../parts/services";
import { askAboutSubject, blueprintSubjects } from "../parts/subjects";
import { entry, subject } from "../parts/turn";

const blueprint = (property: string) => `outputs('Blueprint')?['${property}']`;
const address = `v1.0/servicePrincipals/${text(segment(entry("principalId")))}/microsoft.graph.agentIdentityBlueprintPrincipal`;
const stopped =
  "No agent of the blueprint gets new tokens in this tenant, whatever it works on. Tokens they hold already stay valid until they expire, 60 to 90 minutes.";
const undo =
  "enable the blueprint principal again in Microsoft Entra (Agent ID, Agent blueprints), or by PATCH accountEnabled true; PB-07 undoes only what concerns one agent.";

/**
 * Disables the principal of the blueprints of an incident, and with it every agent; a person always has to approve.
 * @see https://learn.microsoft.com/graph/api/agentidentityblueprintprincipal-update
 */
export const workflow = actingPlaybook({
  subjects: blueprintSubjects,
  subjectKind: "agent blueprint",
  plan: {
    ...askAboutSubject(
      {
        subject,
        action: "FreezeBlueprint",
        alwaysAsk: true,
        more: {
          prologue: `let Agents = toscalar(AgentInventory(14d) | where AssetType == "AgentIdentity" and tolower(BlueprintId) == "${text(subject)}" | count); `,
          column: "Agents = Agents",
        },
      },
      blueprintSubjects,
    ),
    Get_blueprint: graph(
      "GET",
      `v1.0/servicePrincipals(appId='${text(segment(subject))}')/microsoft.graph.agentIdentityBlueprintPrincipal?$select=id,displayName,accountEnabled,servicePrincipalType`,
    ),
    Blueprint: answerOf("Get_blueprint"),
    Add_to_plan: plan({
      ...judge([
        ...lookupCases(
          "Get_blueprint",
          "The tenant has no principal of a blueprint with this appId. An agent that is the only one of its blueprint may have none: freeze the agent itself (PB-01).",
        ),
        [`equals(${blueprint("accountEnabled")}, false)`, "Done", "The blueprint principal is disabled already."],
      ]),
      name: text(`coalesce(${blueprint("displayName")}, ${verdict("name")}, ${subject})`),
      blueprintId: text(subject),
      ...claimOn("FreezeBlueprint", subject),
      principalId: text(`coalesce(${blueprint("id")}, '')`),
      agents: text(`string(${verdict("more")})`),
      previous: { accountEnabled: `@${blueprint("accountEnabled")}` },
    }),
  },
  approval: {
    what: "These blueprints would be disabled in this tenant, with every agent made from them:",
    entry: `blueprint <b>${text(html("item()?['name']", 120))}</b> (${text(html("item()?['blueprintId']"))}), ${text(html("item()?['agents']"))} agents in the inventory:`,
    effect: `${stopped} Everything the business lets these agents do stops at once.`,
    undo,
  },
  again: {
    guard: (of) => ({ subject: of("blueprintId"), action: "FreezeBlueprint", alwaysAsk: true }),
    read: {
      Get_blueprint_again: graph("GET", `${address}?$select=id,accountEnabled`),
      Blueprint_again: answerOf("Get_blueprint_again"),
    },
    cases: [
      ...lookupCases("Get_blueprint_again", "The tenant has no principal of this blueprint any more."),
      [
        "equals(outputs('Blueprint_again')?['accountEnabled'], false)",
        "Done",
        "The blueprint principal is disabled by now.",
      ],
    ],
  },
  actionType: "FreezeBlueprint",
  act: {
    Freeze: scope({
      Disable_blueprint: graph("PATCH", address, { body: { accountEnabled: false } }),
      See_frozen: untilSeen(
        "Read_back",
        graph("GET", `${address}?$select=id,accountEnabled`),
        "equals(body('Read_back')?['accountEnabled'], false)",
      ),
    }),
    Is_to_be_restored: after(
      { Freeze: failed },
      when(succeeded("Disable_blueprint"), {
        Restore_blueprint: graph("PATCH", address, { body: { accountEnabled: true } }),
      }),
    ),
  },
  outcome: {
    achieved: succeeded("Freeze"),
    httpStatus: httpStatus("Disable_blueprint"),
    requestId: "outputs('Disable_blueprint')?['headers']?['request-id']",
    newState: { accountEnabled: false },
  },
  extraRows: [rollbackRow("Restore_blueprint", "Unfreeze", { accountEnabled: false })],
  words: {
    target: `blueprint <b>${text(html(entry("name"), 120))}</b> (${text(html(entry("blueprintId")))}), ${text(html(entry("agents")))} agents in the inventory`,
    done: "Blueprint frozen",
    would: "would have been disabled, with all of its agents",
    effect: stopped,
    undo,
    failure:
      "The blueprint may still be active. A change that was taken and did not show was rolled back. Disable the blueprint principal by hand in Microsoft Entra (Agent ID) if its agents must stop.",
  },
  tag: "blueprint-frozen",
});

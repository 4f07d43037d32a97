import {
  type Actions,
  after,
  append,
  compose,
  failed,
  filter,
  forEach,
  increment,
  initialize,
  scope,
  select,
  whatever,
  when,
} from "../parts/action";
import { agentIdentity, answerOf } from "../parts/agent";
import { readAlerts } from "../parts/alerts";
import {
  choose,
  html,
  httpStatus,
  isGuid,
  isOneOf,
  literal,
  oneLine,
  segment,
  succeeded,
  text,
  wentWrong,
} from "../parts/expression";
import { incidentNow } from "../parts/incident";
import { ledgerRow } from "../parts/ledger";
import { holds, readSaid, saidBefore } from "../parts/said";
import { comment, graph, writeLedger } from "../parts/services";
import { agentSubjects } from "../parts/subjects";
import { subject } from "../parts/turn";
import { failIfAnythingFailed, incidentWorkflow, playbookName, responseMode, stopIfOff } from "../parts/workflow-file";

const people = "$select=id,displayName,mail,userPrincipalName";
const listOf = (request: string) => `coalesce(outputs('${request}')?['value'], json('[]'))`;
const name = `coalesce(outputs('Agent')?['displayName'], ${subject})`;
const line = (role: string) =>
  `<li>${role}: ${text(html("coalesce(item()?['displayName'], 'name not readable')", 120))}, ${text(html("coalesce(item()?['mail'], item()?['userPrincipalName'], 'no address')"))} (${text(html("item()?['id']"))})</li>`;
const recipients = "body('Recipients')";
const outcome = "outputs('Mail_outcome')";
/** Answered with names, or with ids alone. */
const isRead = (list: string) =>
  `or(equals(${httpStatus(`Get_${list}`)}, 200), equals(${httpStatus(`Get_${list}_ids`)}, 200))`;
const readable = `and(${isRead("sponsors")}, ${isRead("owners")})`;
/** A permission that the tenant did not give is no fault of the run. */
const isRefused = `or(equals(${httpStatus("Get_sponsors_ids")}, 403), equals(${httpStatus("Get_owners_ids")}, 403))`;

/** Reads a list of people with their names, or with their ids where the names may not be read. */
const readList = (list: "sponsors" | "owners"): Actions => ({
  [`Get_${list}`]: graph("GET", `${agentIdentity(subject)}/${list}?${people}`, { items: 100 }),
  [`Names_of_${list}_refused`]: whatever(
    `Get_${list}`,
    when(`equals(${httpStatus(`Get_${list}`)}, 403)`, {
      [`Get_${list}_ids`]: graph("GET", `${agentIdentity(subject)}/${list}?$select=id`, { items: 100 }),
    }),
  ),
  [list === "sponsors" ? "Sponsors" : "Owners"]: whatever(
    `Names_of_${list}_refused`,
    compose(
      `@if(equals(${httpStatus(`Get_${list}`)}, 200), body('Get_${list}'), if(equals(${httpStatus(`Get_${list}_ids`)}, 200), body('Get_${list}_ids'), json('{}')))`,
    ),
  ),
});

/** The incident by name, with its link where it has one. */
const incidentLink = text(
  `if(empty(${incidentNow("url")}), ${incidentNow("name")}, concat('<a href="', replace(${html(incidentNow("url"))}, '"', '&quot;'), '">', ${incidentNow("name")}, '</a>'))`,
);
const whoAnswers = "<p><b>Who answers for agent ";
const unsent = "NO MAIL WAS SENT";
const nobody = "<p><b>Nothing to do</b> for ";

/** Reads who answers for the subject, and tells them. */
const notify: Actions = {
  Alerts_of_it: filter("body('Our_alerts')", `contains(item()?['actedOn'], ${subject})`),
  Detections_of_it: select("body('Alerts_of_it')", "@item()?['detection']"),
  Ids_of_alerts: select("body('Alerts_of_it')", "@item()?['id']"),
  Get_agent: graph("GET", `${agentIdentity(subject)}?$select=id,displayName`),
  Agent: answerOf("Get_agent"),
  // A person or another kind of principal is no agent, and has no sponsors.
  Is_agent: when(`not(equals(${httpStatus("Get_agent")}, 404))`, {
    ...readList("sponsors"),
    ...readList("owners"),
    Sponsor_lines: select(listOf("Sponsors"), line("Sponsor")),
    Owner_lines: select(listOf("Owners"), line("Owner")),
    Addressed: filter(`union(${listOf("Sponsors")}, ${listOf("Owners")})`, "not(empty(item()?['mail']))"),
    Addresses: select("body('Addressed')", { emailAddress: { address: "@item()?['mail']" } }),
    Recipients: filter("union(body('Addresses'), body('Addresses'))", "true"),
    Is_mail_to_be_sent: when(
      `and(not(empty(parameters('MailSender'))), ${isOneOf("parameters('ResponseMode')", "Approve", "Auto")}, not(empty(${recipients})))`,
      {
        Send_mail: graph("POST", `v1.0/users/${text(segment("parameters('MailSender')"))}/sendMail`, {
          body: {
            message: {
              subject: `Security incident ${text(incidentNow("providerId"))} about agent ${text(oneLine(name))}`,
              body: {
                contentType: "HTML",
                content: `<p>You are sponsor or owner of the agent <b>${text(html(name, 120))}</b> (${text(subject)}). The security team is looking at what it did, in ${incidentLink}, and may stop it.</p><p>Please be ready to say what the agent should have been doing, and tell the security team of recent changes. Do not change the agent or its credentials meanwhile.</p>`,
              },
              toRecipients: `@${recipients}`,
            },
            saveToSentItems: true,
          },
        }),
      },
    ),
    Mail_outcome: whatever(
      "Is_mail_to_be_sent",
      compose(
        `@${choose(
          [
            [`and(not(${readable}), ${isRefused})`, literal("Skipped")],
            [`not(${readable})`, literal("Failed")],
            [`empty(${recipients})`, literal("Skipped")],
            ["empty(parameters('MailSender'))", literal("Skipped")],
            [`not(${isOneOf("parameters('ResponseMode')", "Approve", "Auto")})`, literal("DryRun")],
            [succeeded("Send_mail"), literal("Succeeded")],
          ],
          literal("Failed"),
        )}`,
      ),
    ),
    Row: compose(
      ledgerRow({
        ActionId: "@{guid()}",
        AgentId: text(subject),
        DetectionId: text("join(union(body('Detections_of_it'), body('Detections_of_it')), ',')"),
        AlertIds: text("join(body('Ids_of_alerts'), ',')"),
        ActionType: "Notify",
        ActionMode: text(
          `if(${isOneOf(outcome, "Succeeded")}, 'Enforced', if(${wentWrong("Send_mail")}, 'Enforced', 'DryRun'))`,
        ),
        ResultState: text(outcome),
        Reason: text(
          choose(
            [
              [
                `and(not(${readable}), ${isRefused})`,
                literal("The playbook may not read sponsors and owners in this tenant."),
              ],
              [`not(${readable})`, literal("Sponsors and owners could not be read.")],
              [`empty(${recipients})`, literal("No sponsor or owner has a mail address.")],
              [
                "empty(parameters('MailSender'))",
                literal("The tenant has no mailbox to write from (response.mailSender)."),
              ],
            ],
            `concat(string(length(${recipients})), ' sponsors and owners.')`,
          ),
        ),
        ApprovalState: "NotRequired",
        HttpStatus: `@${httpStatus("Send_mail")}`,
        GraphRequestId: text("coalesce(outputs('Send_mail')?['headers']?['request-id'], '')"),
      }),
    ),
    Keep_row: append("Rows", "@outputs('Row')"),
    Tell: comment(
      `${whoAnswers}${text(subject)}</b> (${text(html(name, 120))}):</p>${text(
        `if(or(${readable}, ${isRefused}), '', '<p><b>Sponsors and owners could not all be read from Microsoft Graph.</b></p>')`,
      )}<ul>${text("join(body('Sponsor_lines'), '')")}${text("join(body('Owner_lines'), '')")}${text(
        `if(and(${readable}, empty(body('Sponsor_lines')), empty(body('Owner_lines'))), '<li>Nobody: the agent has neither sponsor nor owner.</li>', '')`,
      )}</ul><p>${text(
        choose(
          [
            [`equals(${outcome}, 'Succeeded')`, literal("A mail was sent to them.")],
            [`equals(${outcome}, 'DryRun')`, literal("Dry run: a mail would have been sent to those with an address.")],
            [`equals(${outcome}, 'Failed')`, literal(`${unsent}: tell them by hand.`)],
          ],
          `concat('No mail: ', outputs('Row')?['Reason'])`,
        ),
      )}</p><p>@{workflow()?['name']}</p>`,
    ),
    Went_this_well: whatever(
      "Tell",
      when(`or(equals(${outcome}, 'Failed'), not(${succeeded("Tell")}))`, { Count_failure: increment("Failures") }),
    ),
  }),
};

/**
 * Says on the incident who sponsors and owns its agents, and writes to them where the tenant has a mailbox to write
 * from. The mail says that there is an incident and no more: an owner may be part of it.
 * @see https://learn.microsoft.com/graph/api/agentidentity-list-sponsors
 * @see https://learn.microsoft.com/graph/api/user-sendmail
 */
export const workflow = incidentWorkflow(
  { ResponseMode: responseMode, MailSender: { type: "String", defaultValue: "" } },
  {
    Initialize_failures: initialize("Failures", "integer", 0),
    Initialize_rows: initialize("Rows", "array", []),
    ...stopIfOff,
    ...readAlerts,
    ...agentSubjects.read("Our_alerts"),
    Well_formed: filter("outputs('Subjects')", isGuid("item()")),
    ...readSaid,
    Said_of_nobody: saidBefore(`concat('${nobody}', ${playbookName})`),
    Said_of_anybody: saidBefore(`'${whoAnswers}'`),
    For_each_subject: forEach("body('Well_formed')", {
      Said_of_it: saidBefore(`concat('${whoAnswers}', ${subject})`, `not(${holds(unsent)})`),
      Is_it_news: when("empty(body('Said_of_it'))", { Notify: scope(notify) }),
    }),
    Is_nobody_to_be_told: whatever(
      "For_each_subject",
      when(
        "empty(variables('Rows'))",
        {
          Is_nobody_named: when("and(empty(body('Said_of_anybody')), empty(body('Said_of_nobody')))", {
            Tell_nobody: comment(
              `${nobody}${text(playbookName)}: no alert of this solution in the incident names an agent identity.</p>`,
            ),
          }),
        },
        {
          Record: writeLedger("variables('Rows')"),
          Could_not_record: after({ Record: failed }, increment("Failures")),
        },
      ),
    ),
    ...failIfAnythingFailed(
      "Is_nobody_to_be_told",
      `or(not(${succeeded("For_each_subject")}), not(${succeeded("Is_nobody_to_be_told")}))`,
    ),
  },
);

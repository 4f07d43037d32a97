import {
  type Actions,
  compose,
  filter,
  initialize,
  inOrder,
  select,
  set,
  terminate,
  wait,
  whatever,
  when,
} from "../parts/action";
import { readAlerts } from "../parts/alerts";
import { html, literal, statusOf, succeeded, text } from "../parts/expression";
import { followPatiently, readIncident } from "../parts/follow";
import { incidentId } from "../parts/incident";
import { arm, comment, readComments } from "../parts/services";
import { makeCard, passOn, postCard, readCardAnswer } from "../parts/teams";
import { incidentWorkflow } from "../parts/workflow-file";

const requested = "Approval requested by ";
const closed = "Approval closed by ";
/** Begins a comment that keeps other runs from asking the same. */
const asked = "Asked in Microsoft Teams ";

const authorId = "toLower(string(coalesce(item()?['properties']?['author']?['objectId'], '')))";
const written = "string(coalesce(item()?['properties']?['message'], ''))";
const isRequester = `contains(json(toLower(string(parameters('TeamsRequesters')))), ${authorId})`;
const has = (content: string) => `contains(${written}, ${literal(content)})`;
const code = "outputs('Request')?['nonce']";
const afterRequested = `last(split(${written}, ${literal(requested)}))`;

/** Whether a playbook has said on the incident that the request is decided, or over. @param suffix tells the actions apart */
const readClosings = (suffix: string): Actions => ({
  [`Comments${suffix}`]: readComments(),
  [`Closings${suffix}`]: filter(
    `body('Comments${suffix}')?['value']`,
    `and(${isRequester}, ${has(closed)}, contains(${written}, ${code}))`,
  ),
});

/** The oldest request that no run of this playbook asks. */
const findRequest: Actions = {
  Comments_before: readComments(),
  Requests: filter(
    "body('Comments_before')?['value']",
    // What is asked again after a merge has its card already.
    `and(${isRequester}, ${has(requested)}, not(${has("which was merged into this incident")}))`,
  ),
  Requests_read: select("body('Requests')", {
    nonce: `@{take(last(split(first(split(${afterRequested}, ')')), '(')), 8)}`,
    text: `@{${written}}`,
    isRelease: `@startsWith(${afterRequested}, 'agentid-unfreeze')`,
    created: "@{formatDateTime(coalesce(item()?['properties']?['createdTimeUtc'], '2000-01-01T00:00:00Z'), 'o')}",
  }),
  Settled: filter(
    "body('Comments_before')?['value']",
    `or(and(${isRequester}, ${has(closed)}), and(equals(${authorId}, toLower(parameters('PrincipalId'))), ${has(asked)}))`,
  ),
  Settled_texts: select("body('Settled')", `@${written}`),
  Settled_text: compose("@join(body('Settled_texts'), ' ')"),
  Open_requests: filter("body('Requests_read')", "not(contains(outputs('Settled_text'), item()?['nonce']))"),
  Request: compose("@first(sort(body('Open_requests'), 'created'))"),
  Is_nothing_asked: when(`empty(coalesce(${code}, ''))`, {
    Stop_because_nothing_is_asked: { type: "Terminate", inputs: { runStatus: "Succeeded" } },
  }),
};

/** Of runs that begin together one makes the comment; the others find it, and end. */
const askOnce: Actions = {
  Note_that_it_is_asked: arm(
    "PUT",
    `${text(incidentId)}/comments/${text(`encodeUriComponent(concat(${code}, '-7ea5-4000-8000-000000000012'))`)}?api-version=2025-09-01`,
    {
      body: {
        properties: {
          message: `<p>${asked}(${text(code)}). An answer there is passed on to this incident; a comment here counts as before.</p>`,
        },
      },
    },
  ),
  Is_it_asked_elsewhere: when("not(equals(outputs('Note_that_it_is_asked')?['statusCode'], 201))", {
    Stop_because_it_is_asked: { type: "Terminate", inputs: { runStatus: "Succeeded" } },
  }),
};

const ask: Actions = {
  Post_card: postCard,
  Was_it_answered: whatever(
    "Post_card",
    when(
      succeeded("Post_card"),
      {
        ...readCardAnswer,
        Incident_now: readIncident(),
        ...followPatiently("Incident_now", "_now"),
        ...readClosings("_now"),
        Is_it_too_late: when(
          "not(empty(body('Closings_now')))",
          {
            Tell_too_late: comment(
              `<p>${text(html("outputs('Responder')?['name']", 120))} answered in Microsoft Teams after the request was closed. Nothing came of it.</p>`,
            ),
            Keep_too_late: set("State", "Closed"),
          },
          {
            Pass_on: comment(passOn),
            Wait_until_it_was_read: wait(3, "Minute"),
            ...readClosings("_then"),
            Is_it_decided: when("not(empty(body('Closings_then')))", { Keep_decided: set("State", "Closed") }),
          },
        ),
      },
      {
        Keep_unanswered: set("State", `@if(equals(${statusOf("Post_card")}, 'TimedOut'), 'Closed', 'Failed')`),
      },
    ),
  ),
};

/**
 * Asks in Microsoft Teams what an acting playbook asks on an incident, and passes answers on as comments that name who answered, as
 * the platform states it. It decides nothing: the playbook that asked does, as of any answer. As long as that one has not closed its
 * request, the card is posted again: who may not decide alone takes nobody's place.
 */
export const workflow = incidentWorkflow(
  {
    PrincipalId: { type: "String" },
    TenantId: { type: "String" },
    TeamsRequesters: { type: "Array", defaultValue: [] },
    TeamsLocation: { type: "String", defaultValue: "Channel" },
    TeamsRecipient: { type: "Object", defaultValue: {} },
  },
  {
    Initialize_state: initialize("State", "string", "Open"),
    ...readAlerts,
    ...findRequest,
    ...askOnce,
    ...makeCard,
    Ask_until_it_is_closed: {
      type: "Until",
      expression: "@not(equals(variables('State'), 'Open'))",
      limit: { count: 60, timeout: "PT74H" },
      actions: inOrder(ask),
    },
    Did_it_fail: whatever(
      "Ask_until_it_is_closed",
      when(
        "or(not(equals(variables('State'), 'Closed')), not(equals(actions('Ask_until_it_is_closed')?['status'], 'Succeeded')))",
        {
          Tell_failure: comment(
            `<p>Request ${text(code)} could not be asked in Microsoft Teams. Answer it with a comment on this incident.</p>`,
          ),
          Fail_the_run: {
            ...terminate(
              "NotAsked",
              "The card could not be posted, or its answer not be passed on; has somebody authorised the connection to Microsoft Teams?",
            ),
            runAfter: { Tell_failure: ["Succeeded", "Failed", "TimedOut"] },
          },
        },
      ),
    ),
  },
);

import {
  type Action,
  type Actions,
  compose,
  ended,
  failed,
  filter,
  inOrder,
  scope,
  select,
  set,
  wait,
  whatever,
  when,
} from "./action";
import { type AnswerGrammar, readAnswers } from "./answers";
import { choose, html, literal, statusOf, text } from "./expression";
import { followOnce, isClosedForGood, readIncident } from "./follow";
import { incident, incidentId } from "./incident";
import { comment, readComments } from "./services";
import { isMessengersOwn } from "./teams";
import { playbookName } from "./workflow-file";

/** What the people who approve are told; the texts are HTML and may hold expressions. */
export interface ApprovalWords {
  /** what would be done */
  readonly what: string;
  /** of each entry, read from `item()` */
  readonly entry: string;
  readonly effect: string;
  readonly undo: string;
  /** what else an answer may say */
  readonly more?: string;
}

/** How a playbook asks. */
export interface ApprovalOptions extends AnswerGrammar {
  readonly words: ApprovalWords;
  /**
   * Whose approval alone does not count: `ids` is an expression for object ids in lower case, `unsure` one for whether there may be
   * others, so that two people have to approve.
   */
  readonly second?: { readonly ids: string; readonly unsure: string };
}

/** What came of asking: Approved, Denied, TimedOut, Closed (the incident was), Waiting (another run asks already), Failed, or nothing. */
export const approval = "outputs('Approval')?['state']";
/** Name or object id of who decided. */
export const approvedBy = "outputs('Approval')?['by']";
/** The words of the approval. */
export const answerText = "variables('AnswerText')";

const nonce = "outputs('Request')?['nonce']";
const until = "outputs('Request')?['until']";
const author = "item()?['properties']?['author']?['objectId']";
const authorId = `toLower(string(coalesce(${author}, '')))`;
const created = "coalesce(item()?['properties']?['createdTimeUtc'], '2000-01-01T00:00:00Z')";
const written = "string(coalesce(item()?['properties']?['message'], ''))";
const requested = `concat('Approval requested by ', ${playbookName})`;
const closed = `concat('Approval closed by ', ${playbookName})`;

/**
 * Asks for approval where an entry of `Reviewed` says Ask, and waits for it: one comment with a word that only this
 * request has; an answer counts when its author, whom the server names, is among the approvers, and when it came after
 * the request. A run of the same playbook that waits already is not joined by a second one. When the incident is merged into
 * another one, the same is asked there; when it is closed, nobody waits any longer. Ends as `Approval`.
 * @see https://learn.microsoft.com/rest/api/securityinsights/incident-comments/list
 */
export function askApproval(options: ApprovalOptions): Actions {
  return {
    Asked: filter("outputs('Reviewed')", "equals(item()?['decision'], 'Ask')"),
    Is_approval_needed: when("greater(length(body('Asked')), 0)", {
      Approvers: compose("@json(toLower(string(parameters('Approvers'))))"),
      Comments_before: readComments(),
      Own_comments: filter(
        "body('Comments_before')?['value']",
        `and(equals(${authorId}, toLower(parameters('PrincipalId'))), or(contains(${written}, ${requested}), contains(${written}, ${closed})))`,
      ),
      Own_comments_in_time: select("body('Own_comments')", {
        created: `@formatDateTime(${created}, 'o')`,
        isRequest: `@contains(${written}, ${requested})`,
      }),
      Last_own_comment: compose("@last(sort(body('Own_comments_in_time'), 'created'))"),
      Is_asked_already: when(
        "if(equals(outputs('Last_own_comment')?['isRequest'], true), less(ticks(utcNow()), ticks(addHours(coalesce(outputs('Last_own_comment')?['created'], '2000-01-01T00:00:00Z'), parameters('ApprovalHours')))), false)",
        { Leave_it_to_the_other_run: set("Answer", "Waiting") },
        { Ask_for_approval: scope(ask(options)) },
      ),
    }),
    Approval: {
      ...compose({
        state: `@${choose(
          [
            ["empty(body('Asked'))", literal("")],
            ["not(equals(variables('Answer'), ''))", "variables('Answer')"],
            [`equals(${statusOf("Is_approval_needed")}, 'Succeeded')`, literal("TimedOut")],
          ],
          literal("Failed"),
        )}`,
        by: "@variables('AnsweredBy')",
      }),
      runAfter: { Is_approval_needed: ended },
    },
    Was_it_asked: {
      ...when(`not(empty(coalesce(${nonce}, '')))`, {
        Close_request: comment(
          `<p><b>${text(closed)}</b> (${text(nonce)}): ${text(
            choose(
              [
                [`equals(${approval}, 'Approved')`, `concat('approved by ', ${html(approvedBy)}, '.')`],
                [`equals(${approval}, 'Denied')`, `concat('denied by ', ${html(approvedBy)}, '. Nothing was done.')`],
                [`equals(${approval}, 'TimedOut')`, literal("nobody decided in time. Nothing was done.")],
                [`equals(${approval}, 'Closed')`, literal("the incident was closed. Nothing was done.")],
              ],
              literal("the answers could not be read. Nothing was done."),
            ),
          )}</p>`,
        ),
        Could_not_close: {
          type: "IncrementVariable",
          inputs: { name: "Failures", value: 1 },
          runAfter: { Close_request: failed },
        },
      }),
      runAfter: { Approval: ["Succeeded"] },
    },
  };
}

function ask(options: ApprovalOptions): Actions {
  const { what, entry, effect, undo, more } = options.words;
  const second = options.second
    ? " Who owns, sponsors or made one of these agents does not decide alone: a second approver has to."
    : "";
  const request = (first: string) =>
    `<p><b>${text(requested)}</b> (${text(nonce)})</p>${first}<p>${what}</p><ul>${text("join(body('Asked_lines'), '')")}</ul><p>Effect: ${effect}</p><p>To undo: ${undo}</p><p>An approver decides with a comment on this incident, these words alone on a line: <b>approve ${text(nonce)}</b> or <b>deny ${text(nonce)}</b>, until ${text(`formatDateTime(${until}, 'yyyy-MM-dd HH:mm')`)} UTC.${more ? ` ${more}` : ""}${second} Without an answer nothing is done.</p>`;
  return {
    Request: compose({
      nonce: "@substring(guid(), 0, 8)",
      time: "@utcNow()",
      until: "@addHours(utcNow(), parameters('ApprovalHours'))",
    }),
    Asked_lines: select("body('Asked')", `<li>${entry} ${text(html("item()?['why']"))}</li>`),
    Post_request: comment(request("")),
    Keep_asked_on: set("AskedOn", "@variables('Incident')"),
    Wait_for_answer: {
      type: "Until",
      expression: `@or(not(equals(variables('Answer'), '')), greaterOrEquals(ticks(utcNow()), ticks(${until})))`,
      // The expression ends it; these are the most that a tenant may set.
      limit: { count: 4500, timeout: "PT73H" },
      actions: inOrder(look(options, request(merged))),
    },
  };
}

/** Where it is asked again. */
const merged = `<p>It was asked on ${text(html("variables('AskedOn')?['name']", 60))}, which was merged into this incident: answers count here from now on.</p>`;
const wasClosed = `and(equals(coalesce(${incident("status")}, ''), 'Closed'), equals(${incidentId}, triggerBody()?['object']?['id']))`;

const undecided = "equals(variables('Answer'), '')";
const isApprover = "contains(outputs('Approvers'), item()?['author'])";
/** Comments by the same author from later count alone: a mind may be changed until somebody looks. */
const isLatest =
  "equals(indexOf(outputs('Keys'), item()?['key']), lastIndexOf(outputs('Keys'), concat(';', item()?['author'], '@')))";

/** @param again the request for an incident that the first one was merged into */
function look(options: ApprovalOptions, again: string): Actions {
  return {
    Wait_a_minute: wait(1, "Minute"),
    Incident_now: readIncident(),
    ...followOnce("Incident_now", "_now"),
    Is_it_to_be_asked_there: whatever(
      "Is_it_merged_now",
      when(`not(equals(variables('AskedOn')?['id'], ${incidentId}))`, {
        Ask_there: comment(again),
        Keep_asked_there: set("AskedOn", "@variables('Incident')"),
      }),
    ),
    Comments_now: whatever("Is_it_to_be_asked_there", readComments()),
    // The request itself is no answer, should its author be missing. Of others than approvers only what has the code is
    // read at all: playbooks write long comments, and reading takes actions that are paid for.
    Comments_since: filter(
      "body('Comments_now')?['value']",
      `and(or(contains(outputs('Approvers'), ${authorId}), contains(toLower(${written}), ${nonce})), not(equals(${authorId}, toLower(parameters('PrincipalId')))), not(${isMessengersOwn(authorId, written)}), not(contains(${written}, ${requested})), greaterOrEquals(ticks(${created}), ticks(outputs('Request')?['time'])))`,
    ),
    ...readAnswers("body('Comments_since')", nonce, options),
    Answers_in_time: compose("@sort(variables('Answers'), 'created')"),
    Keys_in_time: select("outputs('Answers_in_time')", "@item()?['key']"),
    Keys: compose("@join(body('Keys_in_time'), '')"),
    Answers_of_approvers: filter("outputs('Answers_in_time')", `and(${isApprover}, ${isLatest})`),
    Answers_of_others: filter(
      "outputs('Answers_in_time')",
      `and(not(${isApprover}), not(empty(item()?['author'])), equals(item()?['named'], true))`,
    ),
    Answers_of_nobody: filter(
      "outputs('Answers_in_time')",
      "and(empty(item()?['author']), equals(item()?['named'], true))",
    ),
    Denials: filter("body('Answers_of_approvers')", "equals(item()?['says'], 'deny')"),
    Approvals: filter("body('Answers_of_approvers')", "equals(item()?['says'], 'approve')"),
    Unclear_answers: filter("body('Answers_of_approvers')", "equals(item()?['says'], 'unclear')"),
    ...counting(options),
    Deciders: select("if(empty(body('Denials')), outputs('Counting'), body('Denials'))", "@item()?['who']"),
    // Whoever says that the cause is removed, no detection is silenced.
    Verdicts_given: select("body('Approvals')", "@item()?['verdict']"),
    Is_decided: when("not(empty(body('Deciders')))", {
      Keep_who: set("AnsweredBy", "@{join(body('Deciders'), ', ')}"),
      Keep_text: set("AnswerText", "@{join(body('Verdicts_given'), ' ')}"),
      Keep_decision: set("Answer", `@if(empty(body('Denials')), 'Approved', 'Denied')`),
    }),
    Is_somebody_else_to_be_told: tellOnce(
      "Others",
      "body('Answers_of_others')",
      "true",
      (who) =>
        `<p>The answer to request ${text(nonce)} by ${who} does not count: they are no approver of this tenant (<i>response.approvers</i>).</p>`,
    ),
    Is_it_to_be_told_that_a_name_is_none: tellOnce(
      "Nameless",
      "body('Answers_of_nobody')",
      undecided,
      (who) =>
        `<p>The answer to request ${text(nonce)} by ${who} does not count: it came with a display name and without an identity, and a name proves nobody. Nothing was done. Write the same comment on this incident in the Azure portal (Microsoft Sentinel, Incidents), which states who writes.</p>`,
    ),
    Is_to_be_told_how: tellOnce(
      "How",
      "body('Unclear_answers')",
      undecided,
      (who) =>
        `<p>The comment by ${who} is no answer to request ${text(nonce)}, and nothing was done. Write these words alone on a line of a new comment: <b>approve ${text(nonce)}</b> or <b>deny ${text(nonce)}</b>.${options.verdicts ? ` After the code of an approval may stand ${options.verdicts.join(", ")}, and nothing else.` : ""}</p>`,
    ),
    ...(options.second
      ? {
          Is_a_second_to_be_asked: tellOnce(
            "Second",
            "if(empty(outputs('Counting')), body('Approvals'), json('[]'))",
            undecided,
            (who) =>
              `<p>The approval of request ${text(nonce)} by ${who} is not enough: ${text(
                `if(${options.second?.unsure}, 'who owns, sponsors or made the agent could not be told for sure, so that two approvers have to say so', 'they own, sponsor or made an agent that would be released, and a second approver has to say so')`,
              )}.</p>`,
          ),
        }
      : {}),
    Is_it_closed: when(
      `and(${undecided}, or(equals(outputs('Incident_now')?['statusCode'], 404), and(not(${wasClosed}), ${isClosedForGood("Incident_now")})))`,
      { Keep_closed: set("Answer", "Closed") },
    ),
  };
}

/** The approvals that are enough, into `Counting`. */
function counting({ second }: ApprovalOptions): Actions {
  if (!second) return { Counting: compose("@body('Approvals')") };
  return {
    Waivers_in_force: filter(
      "parameters('ReleaseWaivers')",
      "greaterOrEquals(ticks(concat(item()?['expires'], 'T23:59:59Z')), ticks(utcNow()))",
    ),
    Waived: select("body('Waivers_in_force')", "@toLower(string(item()?['approver']))"),
    Independent_approvals: filter(
      "body('Approvals')",
      `or(contains(body('Waived'), item()?['author']), and(not(${second.unsure}), not(contains(${second.ids}, item()?['author']))))`,
    ),
    Counting: compose(
      `@if(and(empty(body('Independent_approvals')), ${second.unsure}, greater(length(body('Approvals')), 1)), body('Approvals'), body('Independent_approvals'))`,
    ),
  };
}

/** Says something about the first of a list of answers, once in a run. */
const tellOnce = (what: string, answers: string, also: string, message: (who: string) => string): Action =>
  when(`and(not(empty(${answers})), not(contains(variables('Told'), '${what}')), ${also})`, {
    [`Tell_${what}`]: comment(message(text(html(`first(${answers})?['who']`, 120)))),
    [`Keep_told_${what}`]: {
      type: "AppendToStringVariable",
      inputs: { name: "Told", value: `${what} ` },
    },
  });

import { type Actions, compose, ended, failed, filter, inOrder, scope, select, set, wait, when } from "./action";
import { choose, html, literal, statusOf, text } from "./expression";
import { comment, readComments } from "./services";

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

/** What came of asking: Approved, Denied, TimedOut, Waiting (another run asks already), Failed, or nothing. */
export const approval = "outputs('Approval')?['state']";
/** Object id of who decided. */
export const approvedBy = "outputs('Approval')?['by']";
/** The comment that decided. */
export const answerText = "variables('AnswerText')";

const nonce = "outputs('Request')?['nonce']";
const until = "outputs('Request')?['until']";
const author = "item()?['properties']?['author']?['objectId']";
const authorId = `toLower(string(coalesce(${author}, '')))`;
const created = "coalesce(item()?['properties']?['createdTimeUtc'], '2000-01-01T00:00:00Z')";
const written = "string(coalesce(item()?['properties']?['message'], ''))";
/** What the portal's editor makes of a comment keeps its words. */
const message = `replace(toLower(${written}), '&nbsp;', ' ')`;
const requested = "concat('Approval requested by ', workflow()?['name'])";
const closed = "concat('Approval closed by ', workflow()?['name'])";

/**
 * Asks for approval where an entry of `Planned` says Ask, and waits for it: one comment with a word that only this
 * request has; an answer counts when its author, whom the server names, is among the approvers, and when it came after
 * the request. A run of the same playbook that waits already is not joined by a second one. Ends as `Approval`.
 * @see https://learn.microsoft.com/rest/api/securityinsights/incident-comments/list
 */
export function askApproval(words: ApprovalWords): Actions {
  return {
    Asked: filter("body('Planned')", "equals(item()?['decision'], 'Ask')"),
    Is_approval_needed: when("greater(length(body('Asked')), 0)", {
      Approvers: compose("@json(toLower(string(parameters('Approvers'))))"),
      Comments_before: readComments(),
      Own_comments: filter(
        "body('Comments_before')?['value']",
        `and(equals(${authorId}, toLower(parameters('PrincipalId'))), or(contains(${written}, ${requested}), contains(${written}, ${closed})))`,
      ),
      Own_comments_in_time: select("body('Own_comments')", {
        created: `@string(${created})`,
        isRequest: `@contains(${written}, ${requested})`,
      }),
      Last_own_comment: compose("@last(sort(body('Own_comments_in_time'), 'created'))"),
      Is_asked_already: when(
        "if(equals(outputs('Last_own_comment')?['isRequest'], true), less(ticks(utcNow()), ticks(addHours(coalesce(outputs('Last_own_comment')?['created'], '2000-01-01T00:00:00Z'), parameters('ApprovalHours')))), false)",
        { Leave_it_to_the_other_run: set("Answer", "Waiting") },
        { Ask_for_approval: scope(ask(words)) },
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

function ask({ what, entry, effect, undo, more }: ApprovalWords): Actions {
  return {
    Request: compose({
      nonce: "@substring(guid(), 0, 8)",
      time: "@utcNow()",
      until: "@addHours(utcNow(), parameters('ApprovalHours'))",
    }),
    Asked_lines: select("body('Asked')", `<li>${entry} ${text(html("item()?['why']"))}</li>`),
    Post_request: comment(
      `<p><b>${text(requested)}</b> (${text(nonce)})</p><p>${what}</p><ul>${text("join(body('Asked_lines'), '')")}</ul><p>Effect: ${effect}</p><p>To undo: ${undo}</p><p>An approver decides with a comment on this incident: <b>approve ${text(nonce)}</b> or <b>deny ${text(nonce)}</b>, until ${text(`formatDateTime(${until}, 'yyyy-MM-dd HH:mm')`)} UTC.${more ? ` ${more}` : ""} Without an answer nothing is done.</p>`,
    ),
    Wait_for_answer: {
      type: "Until",
      expression: `@or(not(equals(variables('Answer'), '')), greaterOrEquals(ticks(utcNow()), ticks(${until})))`,
      // The expression ends it; these are the most that a tenant may set.
      limit: { count: 4500, timeout: "PT73H" },
      actions: inOrder(look()),
    },
  };
}

function look(): Actions {
  return {
    Wait_a_minute: wait(1, "Minute"),
    Comments_now: readComments(),
    Answers: filter(
      "body('Comments_now')?['value']",
      `and(contains(${message}, ${nonce}), not(equals(${authorId}, toLower(parameters('PrincipalId')))), greaterOrEquals(ticks(${created}), ticks(outputs('Request')?['time'])))`,
    ),
    Answers_of_approvers: filter("body('Answers')", `contains(outputs('Approvers'), ${authorId})`),
    // The request itself is no answer, should its author be missing.
    Answers_of_others: filter(
      "body('Answers')",
      `and(not(contains(outputs('Approvers'), ${authorId})), not(contains(${written}, ${requested})))`,
    ),
    Denials: filter("body('Answers_of_approvers')", `contains(${message}, concat('deny ', ${nonce}))`),
    Approvals: filter("body('Answers_of_approvers')", `contains(${message}, concat('approve ', ${nonce}))`),
    // A comment that says both denies.
    Decision: compose("@if(empty(body('Denials')), first(body('Approvals')), first(body('Denials')))"),
    Is_decided: when("not(equals(outputs('Decision'), null))", {
      Keep_who: set(
        "AnsweredBy",
        "@{coalesce(outputs('Decision')?['properties']?['author']?['userPrincipalName'], outputs('Decision')?['properties']?['author']?['objectId'])}",
      ),
      Keep_text: set("AnswerText", "@{toLower(string(outputs('Decision')?['properties']?['message']))}"),
      Keep_answer: set("Answer", `@if(empty(body('Denials')), 'Approved', 'Denied')`),
    }),
    Is_somebody_else_to_be_told: when("and(not(empty(body('Answers_of_others'))), not(variables('ToldOthers')))", {
      Tell_others: comment(
        `<p>The answer to request ${text(nonce)} by ${text(
          html(
            "coalesce(first(body('Answers_of_others'))?['properties']?['author']?['userPrincipalName'], first(body('Answers_of_others'))?['properties']?['author']?['objectId'], 'somebody unknown')",
          ),
        )} does not count: they are no approver of this tenant (<i>response.approvers</i>).</p>`,
      ),
      Keep_told: set("ToldOthers", true),
    }),
  };
}

import { type Action, type Actions, append, compose, increment, select, whatever, when } from "./action";
import { approvedBy } from "./approval";
import { giveBack } from "./claims";
import { choose, html, isOneOf, literal, text } from "./expression";
import { followPatiently } from "./follow";
import { type Again, heldClaim, lastLook, lookAtState, lookOnceMore } from "./last-look";
import { type LedgerRow, ledgerRow } from "./ledger";
import { comment, writeLedger } from "./services";
import { isAutomatic } from "./start";
import { entry } from "./turn";

/** What is to become of the entry: Act, DryRun, Skip, Done, Denied, TimedOut or Failed. */
export const final = lastLook("final");
/** What became of the entry, as its row says it. */
export const result = "outputs('Outcome')?['result']";

/** What a playbook says about one entry: HTML, and only `target` may hold expressions. */
export interface Words {
  /** what it acts on, such as `agent Ledger (1111…)` */
  readonly target: string;
  /** of the tags and headlines: `Frozen` */
  readonly done: string;
  /** `would have been frozen` */
  readonly would: string;
  /** what success means, and how long until it bites */
  readonly effect: string;
  /** how to undo it */
  readonly undo: string;
  /** what to do after a failure, and the state it may have left */
  readonly failure: string;
}

/** A row besides the one of the entry, written when its condition holds. */
export interface ExtraRow {
  readonly when: string;
  /** an expression for a list: one row of each `item()` */
  readonly each?: string;
  readonly row: Partial<LedgerRow> & Pick<LedgerRow, "ActionType" | "ResultState" | "Reason" | "ActionId">;
}

/** What is done about an entry, recorded and said. */
export interface Acting {
  /** what is read once more before an entry is acted on */
  readonly again: Again;
  /** ActionType of the entry's row */
  readonly actionType: string;
  /** changes one entry */
  readonly act: Actions;
  /** expressions about `act`: whether it achieved what it is for, and what Graph or Azure answered */
  readonly outcome: {
    readonly achieved: string;
    readonly httpStatus: string;
    readonly requestId: string;
    readonly newState: unknown;
    /** for the people who read the comment */
    readonly detail?: string;
  };
  readonly extraRows?: readonly ExtraRow[];
  /** whether something beside the purpose failed, so that the run must not end well */
  readonly alsoFailed?: string;
  readonly words: Words;
  readonly verdict?: string;
  /** after an entry that succeeded */
  readonly afterSuccess?: Actions;
}

/** Looks at an entry once more, acts on it, records and tells it on the incident. */
export function eachEntry(given: Acting): Actions {
  const told = whatever(
    "Is_it_merged_by_now",
    // What was done before this run is no news where nobody asked for it.
    when(`not(and(${isAutomatic}, equals(${final}, 'Done')))`, { Tell: comment(message(given)) }),
  );
  return {
    ...lookOnceMore(entry, given.again),
    ...actAndRecord(given, { by: text(`if(${entry("approved")}, ${approvedBy}, '')`) }),
    ...followPatiently("Get_incident", "_by_now"),
    Is_it_to_be_told: told,
    ...count(given, "Is_it_to_be_told"),
  };
}

/** The same in a run that an alert started: what is to be told is kept until there is an incident, in `Messages`. */
export function eachUnaskedEntry(given: Acting): Actions {
  return {
    ...lookAtState(entry, given.again),
    ...actAndRecord(given, { by: "" }),
    Keep_message: whatever("Record", append("Messages", message(given))),
    ...count(given, "Keep_message"),
  };
}

function actAndRecord(given: Acting, approved: { readonly by: string }): Actions {
  const { act, outcome, actionType, extraRows = [], verdict } = given;
  const acted = `equals(${final}, 'Act')`;
  const concerned = {
    AgentId: text(entry("agentId")),
    BlueprintId: text(entry("blueprintId")),
    WorkflowResourceId: text(entry("workflowResourceId")),
    DetectionId: text(entry("detections")),
    AlertIds: text(entry("alertIds")),
    AlertRuleId: text(entry("alertRuleId")),
    ApprovedBy: approved.by,
  };
  const main = ledgerRow({
    ...concerned,
    ActionId: text(entry("actionId")),
    ActionType: actionType,
    ActionMode: text(`if(${acted}, 'Enforced', 'DryRun')`),
    ResultState: text(result),
    Reason: text(lastLook("why")),
    ApprovalState: text(
      choose(
        [
          [`equals(${entry("approved")}, true)`, literal("Approved")],
          [isOneOf(final, "Denied", "TimedOut"), final],
        ],
        literal("NotRequired"),
      ),
    ),
    HttpStatus: `@if(${acted}, ${outcome.httpStatus}, null)`,
    GraphRequestId: text(`if(${acted}, coalesce(${outcome.requestId}, ''), '')`),
    PreviousState: `@${entry("previous")}`,
    NewState: `@if(equals(${result}, 'Succeeded'), outputs('Outcome')?['newState'], ${entry("previous")})`,
    ErrorMessage: text(
      `if(equals(${result}, 'Failed'), if(${acted}, concat('HTTP status ', string(coalesce(${outcome.httpStatus}, 'none')), '; the change was refused or could not be confirmed'), ${lastLook("why")}), '')`,
    ),
    Verdict: verdict ?? "Undetermined",
  });
  const rows = extraRows.reduce(
    (sum, extra, i) =>
      `union(${sum}, if(${extra.when}, ${extra.each ? `body('Row_${i + 2}')` : `createArray(outputs('Row_${i + 2}'))`}, json('[]')))`,
    "createArray(outputs('Row'))",
  );
  return {
    Is_to_act: when(acted, act),
    Is_claim_held: whatever(
      "Is_to_act",
      when(`not(empty(${heldClaim("etag")}))`, {
        Give_claim_back: giveBack(entry, { etag: heldClaim("etag"), time: heldClaim("time") }),
      }),
    ),
    Outcome: whatever(
      "Is_claim_held",
      compose({
        result: `@${choose(
          [
            [acted, `if(${outcome.achieved}, 'Succeeded', 'Failed')`],
            [isOneOf(final, "Skip", "Done"), literal("Skipped")],
          ],
          final,
        )}`,
        newState: outcome.newState,
      }),
    ),
    Row: compose(main),
    ...Object.fromEntries(
      extraRows.map(({ row, each }, i) => {
        const full = ledgerRow({
          ...concerned,
          ApprovalState: text(`if(equals(${entry("approved")}, true), 'Approved', 'NotRequired')`),
          ActionMode: "Enforced",
          ...row,
        });
        return [`Row_${i + 2}`, each ? select(each, full) : compose(full)];
      }),
    ),
    Record: writeLedger(rows),
  };
}

/** Counts failures and successes. @param last name of the action that told it */
function count({ alsoFailed = "false", afterSuccess = {} }: Acting, last: string): Actions {
  const ok = (action: string): string => `equals(actions('${action}')?['status'], 'Succeeded')`;
  return {
    Went_this_well: whatever(
      last,
      when(`or(equals(${result}, 'Failed'), not(${ok("Record")}), not(${ok(last)}), ${alsoFailed})`, {
        Count_failure: increment("Failures"),
      }),
    ),
    Is_success: when(`equals(${result}, 'Succeeded')`, { Count_success: increment("Successes"), ...afterSuccess }),
  };
}

/** What an analyst reads at three in the morning. */
function message({ words, outcome }: Acting): string {
  const { target, done, would, effect, undo, failure } = words;
  const headline = choose(
    [
      [`equals(${result}, 'Succeeded')`, literal(done)],
      [`equals(${result}, 'DryRun')`, literal("Dry run, nothing was done")],
      [`equals(${result}, 'Skipped')`, literal("Left alone")],
      [`equals(${result}, 'Denied')`, literal("Denied, nothing was done")],
      [`equals(${result}, 'TimedOut')`, literal("Nobody approved in time, nothing was done")],
    ],
    literal("FAILED"),
  );
  const rest = choose(
    [
      [`equals(${result}, 'Succeeded')`, literal(`<p>${effect}</p><p>To undo: ${undo}</p>`)],
      [`equals(${result}, 'DryRun')`, literal(`<p>It ${would}.</p>`)],
      [`and(equals(${result}, 'Failed'), equals(${final}, 'Act'))`, literal(`<p>${failure}</p>`)],
      [`equals(${result}, 'Failed')`, literal("<p>Nothing was changed.</p>")],
    ],
    literal(""),
  );
  const unrecorded =
    "if(equals(actions('Record')?['status'], 'Succeeded'), '', '<p><b>AgentResponse_CL could not be written</b>: this comment is the only record.</p>')";
  return `<p><b>${text(headline)}:</b> ${target}</p><p>${text(html(lastLook("why")))}</p>${outcome.detail ?? ""}${text(rest)}${text(unrecorded)}<p>@{workflow()?['name']}, action ${text(entry("actionId"))}</p>`;
}

/** Tries again until a change shows: what Graph and Azure took may be read some seconds later. */
export const untilSeen = (read: string, request: Action, seen: string): Action => ({
  type: "Until",
  expression: `@${seen}`,
  limit: { count: 6, timeout: "PT5M" },
  operationOptions: "FailWhenLimitsReached",
  actions: {
    [read]: { ...request, runAfter: {} },
    [`Wait_after_${read}`]: whatever(
      read,
      when(`not(${seen})`, {
        [`Pause_after_${read}`]: { type: "Wait", inputs: { interval: { count: 10, unit: "Second" } } },
      }),
    ),
  },
});

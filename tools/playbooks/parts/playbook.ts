import {
  type Action,
  type Actions,
  append,
  compose,
  filter,
  forEach,
  increment,
  initialize,
  inOrder,
  select,
  terminate,
  whatever,
  when,
} from "./action";
import { type ApprovalOptions, type ApprovalWords, approval, approvedBy, askApproval } from "./approval";
import { reviewAutomatic, reviewNothing } from "./automatic";
import { claimKey, giveBack } from "./claims";
import { choose, html, isGuid, isOneOf, literal, text } from "./expression";
import { readDetails } from "./incident";
import { type Again, heldClaim, lastLook, lookOnceMore } from "./last-look";
import { type LedgerRow, ledgerRow } from "./ledger";
import { comment, tagIncident, writeLedger } from "./services";

/** A workflow definition, to be written as workflow.json. */
export interface WorkflowFile {
  readonly definition: object;
}

type Parameter = {
  readonly type: string;
  readonly defaultValue?: unknown;
  readonly allowedValues?: readonly unknown[];
};

const endpoints: Readonly<Record<string, Parameter>> = {
  $connections: { type: "Object", defaultValue: {} },
  GraphEndpoint: { type: "String", defaultValue: "https://graph.microsoft.com" },
  ArmEndpoint: { type: "String", defaultValue: "https://management.azure.com" },
  LogsQueryEndpoint: { type: "String", defaultValue: "https://api.loganalytics.azure.com" },
  LogsIngestionEndpoint: { type: "String" },
  DataCollectionRuleImmutableId: { type: "String" },
  WorkspaceResourceId: { type: "String" },
  ManagedIdentityId: { type: "String" },
};

export const responseMode: Parameter = {
  type: "String",
  defaultValue: "DryRun",
  allowedValues: ["Off", "DryRun", "Approve", "Auto"],
};

const decisions: Readonly<Record<string, Parameter>> = {
  PrincipalId: { type: "String" },
  ResponseMode: responseMode,
  Approvers: { type: "Array", defaultValue: [] },
  ApprovalHours: { type: "Int", defaultValue: 8 },
  ReleaseWaivers: { type: "Array", defaultValue: [] },
  ClaimsTable: { type: "String", defaultValue: "" },
  MaxAutomatic: { type: "Int", defaultValue: 5 },
};

/** A workflow that an incident starts; only those endpoints are declared that it uses. */
export function incidentWorkflow(parameters: Readonly<Record<string, Parameter>>, actions: Actions): WorkflowFile {
  const used = JSON.stringify(actions);
  return {
    definition: {
      $schema:
        "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
      contentVersion: "1.0.0.0",
      parameters: Object.fromEntries(
        Object.entries({ ...endpoints, ...parameters }).filter(([name]) => used.includes(`parameters('${name}')`)),
      ),
      triggers: {
        Microsoft_Sentinel_incident: {
          type: "ApiConnectionWebhook",
          inputs: {
            body: { callback_url: "@{listCallbackUrl()}" },
            host: { connection: { name: "@parameters('$connections')['azuresentinel']['connectionId']" } },
            path: "/incident-creation",
          },
        },
      },
      actions: inOrder(actions),
    },
  };
}

/** Ends the run before anything is read, where response is off. */
export const stopIfOff: Actions = {
  Is_response_off: when("equals(parameters('ResponseMode'), 'Off')", {
    Stop_because_off: { type: "Terminate", inputs: { runStatus: "Cancelled" } },
  }),
};

/** Ends the run Failed where anything went wrong. @param also another expression for that */
export const failIfAnythingFailed = (lastAction: string, also = "false"): Actions => ({
  Did_anything_fail: whatever(
    lastAction,
    when(`or(greater(variables('Failures'), 0), ${also})`, {
      Fail_the_run: terminate(
        "ResponseIncomplete",
        "@{variables('Failures')} step(s) of the response failed; the comments on the incident and AgentResponse_CL say which",
      ),
    }),
  ),
});

/** A property of the entry whose turn it is. */
export const entry = (property: string): string => `items('For_each_entry')?['${property}']`;
/** The subject whose turn it is, while the plan is made. */
export const subject = "items('For_each_subject')";
/** What is to become of the entry: Act, DryRun, Skip, Denied, TimedOut or Failed. */
export const final = lastLook("final");

/** What an entry of the plan says, beyond a fresh action id; expressions inside texts. */
export interface PlanEntry {
  /** one of Act, Ask, DryRun, Skip and Failed */
  readonly decision: string;
  readonly why: string;
  readonly name: string;
  readonly agentId?: string;
  readonly blueprintId?: string;
  readonly workflowResourceId?: string;
  readonly previous?: unknown;
  readonly [more: string]: unknown;
}

/** Adds an entry to the plan. */
export const plan = (one: PlanEntry): Action =>
  append("Plan", { actionId: "@{guid()}", agentId: "", blueprintId: "", workflowResourceId: "", previous: {}, ...one });

/** The claim of an entry: what is done, and an expression for what it is done to. */
export const claimOn = (action: string, target: string): { readonly claim: string } => ({
  claim: text(claimKey(action, target)),
});

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

/** A playbook that changes something, in the steps all of them share. */
export interface ActingPlaybook {
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** initializes variables of its own */
  readonly variables?: Actions;
  /** reads who or what the incident is about, into `Subjects` */
  readonly subjects: Actions;
  /** what a subject is called when it is left alone unread */
  readonly subjectKind: string;
  /** an expression: whether a subject may be put into queries and addresses. @default that it is a GUID */
  readonly isSubject?: string;
  /** for such a subject: asks the guard, reads the state, adds entries to the plan */
  readonly plan: Actions;
  readonly approval: ApprovalWords;
  /** what an approver may say besides, and whose approval alone does not count */
  readonly answers?: Omit<ApprovalOptions, "words">;
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
  readonly tag: string;
  /** after all entries, when at least one succeeded */
  readonly finally?: Actions;
}

/** What became of the entry, as its row says it. */
export const result = "outputs('Outcome')?['result']";

/** The workflow of an acting playbook: read, plan, ask where needed, act one by one, record and tell, fail where anything failed. */
export function actingPlaybook(given: ActingPlaybook): WorkflowFile {
  return incidentWorkflow(
    { ...decisions, ...given.parameters },
    {
      Initialize_plan: initialize("Plan", "array", []),
      Initialize_failures: initialize("Failures", "integer", 0),
      Initialize_successes: initialize("Successes", "integer", 0),
      Initialize_answer: initialize("Answer", "string", ""),
      Initialize_answered_by: initialize("AnsweredBy", "string", ""),
      Initialize_answer_text: initialize("AnswerText", "string", ""),
      Initialize_told: initialize("Told", "string", ""),
      Initialize_answers: initialize("Answers", "array", []),
      Initialize_claimed: initialize("Claimed", "array", []),
      Initialize_reviewed: initialize("Reviewed", "array", []),
      ...given.variables,
      ...stopIfOff,
      ...readDetails,
      ...given.subjects,
      For_each_subject: forEach("outputs('Subjects')", {
        Is_object_id: when(given.isSubject ?? isGuid(subject), given.plan, {
          Leave_alone: leaveAlone(given.subjectKind),
        }),
      }),
      ...limitPlan,
      ...(given.again.guard(entry).alwaysAsk ? reviewNothing : reviewAutomatic(given.again.guard)),
      ...askApproval({ words: given.approval, ...given.answers }),
      Decided: select("outputs('Reviewed')", `@${decided}`),
      Is_nothing_to_do: when("empty(body('Decided'))", {
        Tell_nothing_to_do: comment(
          `<p><b>Nothing to do</b> for @{workflow()?['name']}: the incident names no ${given.subjectKind}.</p>`,
        ),
      }),
      For_each_entry: forEach("body('Decided')", eachEntry(given)),
      ...finish(given),
    },
  );
}

/** What an incident calls an object id need not be one: it may come from what an agent wrote. */
const leaveAlone = (kind: string): Action =>
  plan({
    decision: "Skip",
    why: `This is no object id, and was not looked up: ${text(`take(string(${subject}), 120)`)}`,
    name: kind,
  });

/** More automatic responses in one run than the limit become requests: the ledger, which the guard reads, does not know them yet. */
const limitPlan: Actions = {
  Automatic: filter("variables('Plan')", "equals(item()?['decision'], 'Act')"),
  Planned: select(
    "variables('Plan')",
    `@if(and(equals(item()?['decision'], 'Act'), greater(length(body('Automatic')), parameters('MaxAutomatic'))), setProperty(setProperty(item(), 'decision', 'Ask'), 'why', concat('This incident alone asks for ', string(length(body('Automatic'))), ' automatic responses, more than ', string(parameters('MaxAutomatic')), ': a person has to approve. ', item()?['why'])), item())`,
  ),
};

/** An entry with what becomes of it, now that people were asked. */
const decided = (() => {
  const asked = "equals(item()?['decision'], 'Ask')";
  const state = choose(
    [
      [`not(${asked})`, "item()?['decision']"],
      [`equals(${approval}, 'Approved')`, literal("Act")],
      [`equals(${approval}, 'Waiting')`, literal("Skip")],
    ],
    approval,
  );
  const why = choose(
    [
      [
        `and(${asked}, equals(${approval}, 'Waiting'))`,
        literal("Another run of this playbook waits for an approval on this incident already."),
      ],
      [
        `and(${asked}, equals(${approval}, 'Failed'))`,
        `concat('The approval could not be asked for, or the answers not read. ', item()?['why'])`,
      ],
    ],
    "item()?['why']",
  );
  return `setProperty(setProperty(setProperty(item(), 'final', ${state}), 'why', ${why}), 'approved', and(${asked}, equals(${approval}, 'Approved')))`;
})();

function eachEntry(given: ActingPlaybook): Actions {
  const { act, outcome, actionType, extraRows = [], alsoFailed, words, verdict, again } = given;
  const acted = `equals(${final}, 'Act')`;
  const main = ledgerRow({
    ActionId: text(entry("actionId")),
    AgentId: text(entry("agentId")),
    BlueprintId: text(entry("blueprintId")),
    WorkflowResourceId: text(entry("workflowResourceId")),
    ActionType: actionType,
    ActionMode: text(`if(${acted}, 'Enforced', 'DryRun')`),
    ResultState: text(result),
    Reason: text(lastLook("why")),
    ApprovedBy: text(`if(${entry("approved")}, ${approvedBy}, '')`),
    ApprovalState: text(
      choose(
        [
          [entry("approved"), literal("Approved")],
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
    ...lookOnceMore(entry, again),
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
            [`equals(${final}, 'Skip')`, literal("Skipped")],
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
          AgentId: text(entry("agentId")),
          BlueprintId: text(entry("blueprintId")),
          WorkflowResourceId: text(entry("workflowResourceId")),
          ApprovedBy: text(`if(${entry("approved")}, ${approvedBy}, '')`),
          ApprovalState: text(`if(${entry("approved")}, 'Approved', 'NotRequired')`),
          ActionMode: "Enforced",
          ...row,
        });
        return [`Row_${i + 2}`, each ? select(each, full) : compose(full)];
      }),
    ),
    Record: writeLedger(rows),
    Tell: whatever("Record", comment(message(words, outcome.detail))),
    Went_this_well: whatever(
      "Tell",
      when(
        `or(equals(${result}, 'Failed'), not(equals(actions('Record')?['status'], 'Succeeded')), not(equals(actions('Tell')?['status'], 'Succeeded')), ${alsoFailed ?? "false"})`,
        { Count_failure: increment("Failures") },
      ),
    ),
    Is_success: when(`equals(${result}, 'Succeeded')`, { Count_success: increment("Successes") }),
  };
}

/** What an analyst reads at three in the morning. */
function message({ target, done, would, effect, undo, failure }: Words, detail = ""): string {
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
  return `<p><b>${text(headline)}:</b> ${target}</p><p>${text(html(lastLook("why")))}</p>${detail}${text(rest)}${text(unrecorded)}<p>@{workflow()?['name']}, action ${text(entry("actionId"))}</p>`;
}

function finish({ tag, finally: last = {} }: ActingPlaybook): Actions {
  return {
    Did_anything_succeed: whatever(
      "For_each_entry",
      when("greater(variables('Successes'), 0)", { Tag_incident: tagIncident(tag), ...last }),
    ),
    ...failIfAnythingFailed(
      "Did_anything_succeed",
      // An entry that got lost on the way was neither done nor told.
      "or(not(equals(actions('Did_anything_succeed')?['status'], 'Succeeded')), not(equals(length(outputs('Reviewed')), length(variables('Plan')))))",
    ),
  };
}

/** Tries again until a change shows: what Graph and Azure took may be read some seconds later. */
export const untilSeen = (read: string, request: Action, seen: string): Action => ({
  type: "Until",
  expression: `@${seen}`,
  limit: { count: 6, timeout: "PT5M" },
  operationOptions: "FailWhenLimitsReached",
  actions: inOrder({
    [read]: request,
    [`Wait_after_${read}`]: whatever(
      read,
      when(`not(${seen})`, {
        [`Pause_after_${read}`]: { type: "Wait", inputs: { interval: { count: 10, unit: "Second" } } },
      }),
    ),
  }),
});

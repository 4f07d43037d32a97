import { type Actions, compose, whatever } from "./action";
import { choose, isOneOf, kql, literal, statusOf, text } from "./expression";
import { query } from "./services";

/** Columns of the guard's row, in the order in which it is asked for them. */
const columns = ["Decision", "Why", "AgentName", "BlueprintId"] as const;

type Property = "decision" | "why" | "name" | "blueprintId" | "more";

/** What the guard said of the subject: `decision` is one of Act, Ask, DryRun, Skip and Failed. */
export const verdictOf =
  (suffix: string) =>
  (property: Property): string =>
    `outputs('Verdict${suffix}')?['${property}']`;
export const verdict = verdictOf("");

/** How the guard is asked. */
export interface GuardOptions {
  /** an expression for a GUID */
  readonly subject: string;
  readonly action: string;
  /** an expression for the ids of the detections that concern the subject, with commas; `id@blueprint` for what is said of blueprints alone */
  readonly detections: string;
  /** asks even where the policy would act by itself */
  readonly alwaysAsk?: boolean;
  /** tells the actions from those that asked before */
  readonly suffix?: string;
  /** an expression for what runs have claimed */
  readonly claims?: string;
  /** one more column of the answer, and an expression of it before the guard is asked */
  readonly more?: { readonly column: string; readonly prologue?: string };
}

/**
 * Asks the saved function AgentResponseGuard, which decides; the answer is `Verdict`. An answer that cannot be had or
 * read decides too: Failed, and nothing is done.
 */
export function askGuard({ subject, action, detections, alwaysAsk, more, suffix = "", claims }: GuardOptions): Actions {
  const call = `AgentResponseGuard("${text(subject)}", "${text(kql(detections))}", "${action}", "@{parameters('ResponseMode')}"${claims ? `, "${text(kql(claims))}"` : ""})`;
  const wanted = [...columns, ...(more ? [more.column] : [])].join(", ");
  const [ask, guardRow] = [`Ask_guard${suffix}`, `Guard_row${suffix}`];
  const row = `outputs('${guardRow}')`;
  const read = (i: number) => `${row}?[${i}]`;
  const known = isOneOf(read(0), "Act", "Ask", "DryRun", "Skip");
  const refused = `not(${known})`;
  return {
    [ask]: query(`${more?.prologue ?? ""}${call} | project ${wanted}`),
    // An answer with an error beside the rows is a partial one.
    [guardRow]: compose(
      `@if(empty(body('${ask}')?['error']), first(body('${ask}')['tables'])['rows'][0], createArray('Partial'))`,
    ),
    [`Verdict${suffix}`]: whatever(
      guardRow,
      compose({
        decision: `@${choose(
          [
            [refused, literal("Failed")],
            ...(alwaysAsk ? ([[`equals(${read(0)}, 'Act')`, literal("Ask")]] as const) : []),
          ],
          read(0),
        )}`,
        why: `@${choose(
          [
            [
              refused,
              `concat('The guard AgentResponseGuard could not be asked or understood (', coalesce(${statusOf(ask)}, ''), ' ', string(coalesce(outputs('${ask}')?['statusCode'], '')), ').')`,
            ],
          ],
          read(1),
        )}`,
        name: `@if(${refused}, '', coalesce(${read(2)}, ''))`,
        blueprintId: `@if(${refused}, '', coalesce(${read(3)}, ''))`,
        more: more ? `@if(${refused}, '', ${read(4)})` : "",
      }),
    ),
  };
}

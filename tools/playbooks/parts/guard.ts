import { type Actions, compose, whatever } from "./action";
import { choose, isOneOf, kql, literal, statusOf, text } from "./expression";
import { detectionIds } from "./incident";
import { query } from "./services";

/** Columns of the guard's row, in the order in which it is asked for them. */
const columns = ["Decision", "Why", "AgentName", "BlueprintId"] as const;

/** What the guard said of the subject: `decision` is one of Act, Ask, DryRun, Skip and Failed. */
export const verdict = (property: "decision" | "why" | "name" | "blueprintId" | "more"): string =>
  `outputs('Verdict')?['${property}']`;

/** How the guard is asked. */
export interface GuardOptions {
  /** an expression for a GUID */
  readonly subject: string;
  readonly action: string;
  /** asks even where the policy would act by itself */
  readonly alwaysAsk?: boolean;
  /** one more column of the answer, and an expression of it before the guard is asked */
  readonly more?: { readonly column: string; readonly prologue?: string };
}

/**
 * Asks the saved function AgentResponseGuard, which decides; the answer is `Verdict`. An answer that cannot be had or
 * read decides too: Failed, and nothing is done.
 */
export function askGuard({ subject, action, alwaysAsk, more }: GuardOptions): Actions {
  const call = `AgentResponseGuard("${text(subject)}", "${text(kql(detectionIds))}", "${action}", "@{parameters('ResponseMode')}")`;
  const wanted = [...columns, ...(more ? [more.column] : [])].join(", ");
  const row = "outputs('Guard_row')";
  const read = (i: number) => `${row}?[${i}]`;
  const known = isOneOf(read(0), "Act", "Ask", "DryRun", "Skip");
  const refused = `not(${known})`;
  return {
    Ask_guard: query(`${more?.prologue ?? ""}${call} | project ${wanted}`),
    // An answer with an error beside the rows is a partial one.
    Guard_row: compose(
      `@if(empty(body('Ask_guard')?['error']), first(body('Ask_guard')['tables'])['rows'][0], createArray('Partial'))`,
    ),
    Verdict: whatever(
      "Guard_row",
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
              `concat('The guard AgentResponseGuard could not be asked or understood (', coalesce(${statusOf("Ask_guard")}, ''), ' ', string(coalesce(outputs('Ask_guard')?['statusCode'], '')), ').')`,
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

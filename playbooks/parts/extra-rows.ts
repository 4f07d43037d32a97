import type { ExtraRow } from "./each-entry";
import { httpStatus, statusOf, succeeded, text } from "./expression";
import { entry } from "./turn";

/** Whether an action ran in this turn: what was not to run is Skipped, or has no status at all. */
export const ran = (action: string): string =>
  `not(contains(createArray('Skipped', ''), coalesce(${statusOf(action)}, '')))`;

/** The row of one request beside the main one, written when it ran. */
export const rowOf = (action: string, row: Omit<ExtraRow["row"], "ActionId" | "ResultState">): ExtraRow => ({
  when: ran(action),
  row: {
    ActionId: "@{guid()}",
    ResultState: text(`if(${succeeded(action)}, 'Succeeded', 'Failed')`),
    HttpStatus: `@${httpStatus(action)}`,
    ...row,
  },
});

/** The row of the request that puts the previous state back. */
export const rollbackRow = (action: string, ActionType: string, from: unknown): ExtraRow =>
  rowOf(action, {
    ActionType,
    RollbackOf: text(entry("actionId")),
    Reason: "Rolled back: the change was taken, and what it should have led to did not show.",
    PreviousState: from,
    NewState: `@${entry("previous")}`,
  });

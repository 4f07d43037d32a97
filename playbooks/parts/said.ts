import { type Action, type Actions, filter, whatever } from "./action";
import { httpStatus } from "./expression";
import { readComments } from "./services";

const written = "string(coalesce(item()?['properties']?['message'], ''))";

/** Reads what is said on the incident already; where that cannot be read, nothing is. */
export const readSaid: Actions = {
  Comments_before: readComments(),
  Said: whatever("Comments_before", {
    type: "Compose",
    inputs: `@if(equals(${httpStatus("Comments_before")}, 200), body('Comments_before')?['value'], json('[]'))`,
  }),
};

/**
 * The comments that begin with a text; what others wrote is never at the beginning of a playbook's comment.
 * @param beginning an expression
 * @param also another condition about `item()`
 */
export const saidBefore = (beginning: string, also = "true"): Action =>
  filter("outputs('Said')", `and(startsWith(${written}, ${beginning}), ${also})`);

/** Whether a comment, `item()`, holds a text. */
export const holds = (content: string): string => `contains(${written}, '${content}')`;
/** When a comment, `item()`, was written. */
export const writtenTime = "ticks(coalesce(item()?['properties']?['createdTimeUtc'], '2000-01-01T00:00:00Z'))";

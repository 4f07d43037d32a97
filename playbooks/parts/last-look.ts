import { type Action, type Actions, compose, scope, whatever, when } from "./action";
import { claim, claimed, type EntryProperty } from "./claims";
import { choose, httpStatus, literal } from "./expression";
import { isClosedForGood, readIncident } from "./follow";
import { askGuard, type GuardOptions, verdictOf } from "./guard";
import { incident } from "./incident";
import { type Case, words } from "./judge";

/** What a playbook reads once more before it acts on an entry. */
export interface Again {
  readonly guard: (entry: EntryProperty) => Omit<GuardOptions, "detections">;
  /** reads the state */
  readonly read: Actions;
  /** why nothing is done after all, by that state */
  readonly cases: readonly Case[];
}

/** The last word on an entry: `final` as the plan's decisions, and why. */
export const lastLook = (property: "final" | "why"): string => `outputs('Last_look')?['${property}']`;
/** The tag and time of the claim that the entry holds; an empty tag for none. */
export const heldClaim = (property: "etag" | "time"): string => `outputs('Held_claim')?['${property}']`;

/** A merge closes an incident too, and what it was about goes on elsewhere. */
const closedMeanwhile = `and(not(equals(coalesce(${incident("status")}, ''), 'Closed')), ${isClosedForGood("Get_incident")})`;

/**
 * Looks once more before an entry is acted on, for an approval may come days after the question: the entry is claimed
 * where the claim is not a minute old, the incident must still be open, the guard must still agree, and the state must be
 * what it was. Ends as `Last_look`.
 */
export function lookOnceMore(entry: EntryProperty, { guard, read, cases }: Again): Actions {
  const name = "Last_claim";
  const approved = `equals(${entry("approved")}, true)`;
  // Where nobody was asked, the guard and the claim are a few seconds old.
  const isLate = `or(${approved}, not(empty(body('Asked'))))`;
  const now = verdictOf("_again");
  const isClaimed = `equals(${claimed(name, "state")}, 'Claimed')`;
  const unclaimed = `and(${isLate}, not(${isClaimed}))`;
  return {
    Is_it_to_be_looked_at: when(isToAct(entry), {
      Is_it_late: when(isLate, {
        ...claim(name, entry),
        ...askGuard({ ...guard(entry), detections: entry("given"), suffix: "_again" }),
      }),
      Get_incident: whatever("Is_it_late", readIncident()),
      State_again: whatever("Get_incident", scope(read)),
    }),
    Last_look: judged(
      "Is_it_to_be_looked_at",
      entry,
      [
        [`and(${isLate}, equals(${claimed(name, "state")}, 'Taken'))`, literal("Done"), claimed(name, "why")],
        [
          `and(${isLate}, not(${approved}), not(${isClaimed}))`,
          literal("Skip"),
          `concat(${claimed(name, "why")}, ' Nobody has approved this: start the playbook again to ask.')`,
        ],
        [`equals(${httpStatus("Get_incident")}, 404)`, literal("Skip"), literal("The incident is gone.")],
        [
          `not(equals(${httpStatus("Get_incident")}, 200))`,
          literal("Failed"),
          `concat('Whether the incident is still open could not be read (HTTP status ', string(coalesce(${httpStatus("Get_incident")}, 'none')), ').')`,
        ],
        [closedMeanwhile, literal("Skip"), literal("The incident was closed meanwhile.")],
        [`and(${isLate}, equals(${now("decision")}, 'Failed'))`, literal("Failed"), now("why")],
        [
          `and(${isLate}, contains(createArray('Skip', 'DryRun'), ${now("decision")}))`,
          now("decision"),
          `concat('Asked again, the guard says: ', ${now("why")})`,
        ],
        [
          `and(${isLate}, not(${approved}), not(equals(${now("decision")}, 'Act')))`,
          literal("Skip"),
          `concat('Asked again, the guard wants a person to approve: ', ${now("why")})`,
        ],
        ...cases.map(spoken),
      ],
      `if(${unclaimed}, concat(${entry("why")}, ' ', ${claimed(name, "why")}), ${entry("why")})`,
    ),
    Held_claim: compose({
      etag: `@if(${isClaimed}, ${claimed(name, "etag")}, coalesce(${entry("etag")}, ''))`,
      time: `@if(${isClaimed}, ${claimed(name, "time")}, coalesce(${entry("time")}, ''))`,
    }),
  };
}

/** The same where nobody is asked and there may be no incident yet: the claim is held, and only the state is read again. */
export const lookAtState = (entry: EntryProperty, { read, cases }: Again): Actions => ({
  State_again: scope(read),
  Last_look: judged("State_again", entry, cases.map(spoken), entry("why")),
  Held_claim: compose({ etag: `@coalesce(${entry("etag")}, '')`, time: `@coalesce(${entry("time")}, '')` }),
});

type Spoken = readonly [condition: string, final: string, why: string];
const spoken = ([condition, decision, why]: Case): Spoken => [condition, literal(decision), words(why)];
const isToAct = (entry: EntryProperty): string => `equals(${entry("final")}, 'Act')`;

/** The first of the cases that holds. @param why as what it is acted on where none does */
function judged(after: string, entry: EntryProperty, cases: readonly Spoken[], why: string): Action {
  const all: readonly Spoken[] = [[`not(${isToAct(entry)})`, entry("final"), entry("why")], ...cases];
  return whatever(
    after,
    compose({
      final: `@${choose(
        all.map(([condition, final]) => [condition, final] as const),
        literal("Act"),
      )}`,
      why: `@${choose(
        all.map(([condition, , reason]) => [condition, reason] as const),
        why,
      )}`,
    }),
  );
}

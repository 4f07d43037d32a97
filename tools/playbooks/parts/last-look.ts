import { type Actions, compose, scope, whatever, when } from "./action";
import { claim, claimed, type EntryProperty } from "./claims";
import { choose, httpStatus, literal, text } from "./expression";
import { askGuard, type GuardOptions, verdictOf } from "./guard";
import { incident, incidentId } from "./incident";
import { type Case, words } from "./judge";
import { arm } from "./services";

/** What a playbook reads once more before it acts on an entry. */
export interface Again {
  readonly guard: (entry: EntryProperty) => GuardOptions;
  /** reads the state */
  readonly read: Actions;
  /** why nothing is done after all, by that state */
  readonly cases: readonly Case[];
}

/** The last word on an entry: `final` as the plan's decisions, and why. */
export const lastLook = (property: "final" | "why"): string => `outputs('Last_look')?['${property}']`;
/** The tag and time of the claim that the entry holds; an empty tag for none. */
export const heldClaim = (property: "etag" | "time"): string => `outputs('Held_claim')?['${property}']`;

const closedMeanwhile = `and(not(equals(coalesce(${incident("status")}, ''), 'Closed')), equals(body('Get_incident')?['properties']?['status'], 'Closed'))`;

/**
 * Looks once more before an entry is acted on, for an approval may come days after the question: the entry is claimed
 * where the claim is not a minute old, the incident must still be open, the guard must still agree, and the state must be
 * what it was. Ends as `Last_look`.
 */
export function lookOnceMore(entry: EntryProperty, { guard, read, cases }: Again): Actions {
  const name = "Last_claim";
  const isToAct = `equals(${entry("final")}, 'Act')`;
  const approved = `equals(${entry("approved")}, true)`;
  // Where nobody was asked, the guard and the claim are a few seconds old.
  const isLate = `or(${approved}, not(empty(body('Asked'))))`;
  const now = verdictOf("_again");
  const isClaimed = `equals(${claimed(name, "state")}, 'Claimed')`;
  const all: readonly (readonly [condition: string, final: string, why: string])[] = [
    [`not(${isToAct})`, entry("final"), entry("why")],
    [`and(${isLate}, equals(${claimed(name, "state")}, 'Taken'))`, literal("Skip"), claimed(name, "why")],
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
    ...cases.map(([condition, decision, why]) => [condition, literal(decision), words(why)] as const),
  ];
  const unclaimed = `and(${isLate}, not(${isClaimed}))`;
  return {
    Is_it_to_be_looked_at: when(isToAct, {
      Is_it_late: when(isLate, { ...claim(name, entry), ...askGuard({ ...guard(entry), suffix: "_again" }) }),
      Get_incident: whatever("Is_it_late", arm("GET", `${text(incidentId)}?api-version=2025-09-01`)),
      State_again: whatever("Get_incident", scope(read)),
    }),
    Last_look: whatever(
      "Is_it_to_be_looked_at",
      compose({
        final: `@${choose(
          all.map(([condition, final]) => [condition, final] as const),
          literal("Act"),
        )}`,
        why: `@${choose(
          all.map(([condition, , why]) => [condition, why] as const),
          `if(${unclaimed}, concat(${entry("why")}, ' ', ${claimed(name, "why")}), ${entry("why")})`,
        )}`,
      }),
    ),
    Held_claim: compose({
      etag: `@if(${isClaimed}, ${claimed(name, "etag")}, coalesce(${entry("etag")}, ''))`,
      time: `@if(${isClaimed}, ${claimed(name, "time")}, coalesce(${entry("time")}, ''))`,
    }),
  };
}

import { type Actions, append, compose, filter, forEach, wait, whatever, when } from "./action";
import { claim, claimed, claims, claimsAreKnown, type EntryProperty, giveBack, readClaims } from "./claims";
import { choose, literal } from "./expression";
import { askGuard, type GuardOptions, verdictOf } from "./guard";

const toClaim: EntryProperty = (property) => `items('For_each_to_claim')?['${property}']`;
const looked: EntryProperty = (property) => `items('For_each_claimed')?['${property}']`;
const withProperties = (item: string, properties: Readonly<Record<string, string>>): string =>
  Object.entries(properties).reduce((sum, [name, value]) => `setProperty(${sum}, '${name}', ${value})`, item);

/**
 * What would be done unasked is claimed first; then the run waits a minute, for a storm is seen only by who waits, and the
 * guard is asked again with everything that runs have claimed. `Reviewed` is the plan after that: what may not go on
 * by itself asks a person, and what another run does already is left to it.
 * @param guard how the guard is asked about an entry
 */
export function reviewAutomatic(guard: (entry: EntryProperty) => Omit<GuardOptions, "detections">): Actions {
  const again = verdictOf("_with_claims");
  const claimName = "Claim";
  const state = claimed(claimName, "state");
  const isClaimed = `equals(${looked("claimState")}, 'Claimed')`;
  return {
    To_act: filter("body('Planned')", "equals(item()?['decision'], 'Act')"),
    Is_anything_done_unasked: when("not(empty(body('To_act')))", {
      For_each_to_claim: forEach("body('Planned')", {
        Is_it_to_be_claimed: when(`equals(${toClaim("decision")}, 'Act')`, claim(claimName, toClaim)),
        Keep_claim: whatever(
          "Is_it_to_be_claimed",
          append(
            "Claimed",
            `@if(equals(${toClaim("decision")}, 'Act'), ${withProperties("items('For_each_to_claim')", {
              claimState: state,
              etag: claimed(claimName, "etag"),
              time: claimed(claimName, "time"),
              decision: choose(
                [
                  [`equals(${state}, 'Claimed')`, literal("Act")],
                  [`equals(${state}, 'Taken')`, literal("Done")],
                ],
                literal("Ask"),
              ),
              why: choose(
                [
                  [`equals(${state}, 'Claimed')`, toClaim("why")],
                  [`equals(${state}, 'Taken')`, claimed(claimName, "why")],
                ],
                `concat(${claimed(claimName, "why")}, ' A person has to approve.')`,
              ),
            })}, items('For_each_to_claim'))`,
          ),
        ),
      }),
      Wait_for_others: wait(1, "Minute"),
      ...readClaims(),
      For_each_claimed: forEach("variables('Claimed')", {
        Is_it_claimed: when(
          `and(${isClaimed}, ${claimsAreKnown})`,
          askGuard({ ...guard(looked), detections: looked("given"), suffix: "_with_claims", claims }),
        ),
        Review: whatever(
          "Is_it_claimed",
          compose({
            decision: `@${choose(
              [
                [`not(${isClaimed})`, looked("decision")],
                [`not(${claimsAreKnown})`, literal("Ask")],
              ],
              again("decision"),
            )}`,
            why: `@${choose(
              [
                [`not(${isClaimed})`, looked("why")],
                [
                  `not(${claimsAreKnown})`,
                  literal("What other runs are about to do could not be read in full: a person has to approve."),
                ],
              ],
              again("why"),
            )}`,
          }),
        ),
        Is_it_given_back: when(`and(${isClaimed}, not(equals(outputs('Review')?['decision'], 'Act')))`, {
          Give_back: giveBack(looked, { etag: looked("etag"), time: looked("time") }),
        }),
        Keep_review: whatever(
          "Is_it_given_back",
          append(
            "Reviewed",
            `@${withProperties("items('For_each_claimed')", {
              decision: "outputs('Review')?['decision']",
              why: "outputs('Review')?['why']",
              etag: `if(equals(outputs('Review')?['decision'], 'Act'), coalesce(${looked("etag")}, ''), '')`,
            })}`,
          ),
        ),
      }),
    }),
    Reviewed: whatever(
      "Is_anything_done_unasked",
      compose("@if(empty(body('To_act')), body('Planned'), variables('Reviewed'))"),
    ),
  };
}

/** Where everything asks a person, nothing is done unasked. */
export const reviewNothing: Actions = { Reviewed: compose("@body('Planned')") };

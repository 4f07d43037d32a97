import type { Content } from "../content";
import { ruleName } from "./analytics-rule";
import { incidentProperty, relatedRules } from "./incident-condition";
import { isStory, makesIncidents } from "./incident-mode";

/** Which incidents tell of analytics rules. */
export interface IncidentsOfRules {
  /** conditions of an automation rule; together they hold for those incidents */
  readonly conditions: readonly object[];
  /** whether the rules make no incidents of their own: what an alert of theirs said is in the details of a story's alert */
  readonly areStories: boolean;
}

/**
 * Conditions for incidents of rules: by the rule where it makes its own, by what the story tells of it where it does not. Where
 * some of the rules do and some do not, every story counts: the playbook asks each finding again.
 * @param names of the rules' files
 * @param armIds of rules, by name
 */
export function incidentsOfRules(
  names: readonly string[],
  { detections }: Pick<Content, "detections">,
  armIds: ReadonlyMap<string, string>,
): IncidentsOfRules {
  const items = names.map((name) => detections.find((item) => item.name === name)!);
  const own = items.filter(makesIncidents);
  const told = items.filter((item) => !makesIncidents(item));
  const stories = detections.filter(isStory);
  const idsOf = (some: typeof items) => some.map(({ name }) => armIds.get(name)!);
  if (told.length === 0) return { conditions: [relatedRules(idsOf(own))], areStories: false };
  if (own.length > 0)
    return { conditions: [relatedRules(idsOf([...new Set([...own, ...stories])]))], areStories: true };
  return {
    conditions: [
      relatedRules(idsOf(stories)),
      incidentProperty("IncidentCustomDetailsKey", "Equals", ["Evidence"]),
      incidentProperty(
        "IncidentCustomDetailsValue",
        "Contains",
        told.map(({ data }) => ruleName(data)),
      ),
    ],
    areStories: true,
  };
}

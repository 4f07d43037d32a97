import type { Limit } from "../limit";

/** Automation rules and incidents. */
export const automationLimits = {
  "automation/count": {
    what: "automation rules of a workspace",
    value: 512,
    unit: "rules",
    source: "sentinel",
    certainty: "documented",
    here: "one for each guide and each playbook that starts by itself",
  },
  "automation/name-length": {
    what: "an automation rule's name",
    value: 500,
    unit: "characters",
    source: "sentinel",
    certainty: "documented",
    here: "`automationRule.displayName` of a playbook",
  },
  "automation/actions": {
    what: "actions of an automation rule",
    value: 20,
    unit: "actions",
    source: "sentinel",
    certainty: "documented",
    here: "sections of a guide, each of which is a task",
  },
  "automation/conditions": {
    what: "conditions of an automation rule",
    value: 50,
    unit: "conditions",
    source: "sentinel",
    certainty: "documented",
    here: "what starts a playbook",
  },
  "automation/condition-group": {
    what: "conditions inside a condition",
    value: "2 to 10",
    unit: "conditions",
    source: "conditionGroups",
    certainty: "reported",
    here: "none is used",
  },
  "automation/order": {
    what: "the order of an automation rule",
    value: "1 to 1000",
    source: "automationRules",
    certainty: "documented",
    here: "`automationRule.order` of a playbook; guides come from 400 on",
  },
  "automation/task-length": {
    what: "the description of an incident task",
    value: 3000,
    unit: "characters",
    source: "automationApi",
    certainty: "documented",
    here: "a section of a guide",
  },
} as const satisfies Readonly<Record<string, Limit>>;

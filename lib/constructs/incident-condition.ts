/** A condition on a property of an incident, as automation rules write it. */
export function incidentProperty(propertyName: string, operator: string, propertyValues: readonly string[]) {
  return {
    conditionType: "Property",
    conditionProperties: { propertyName, operator, propertyValues: [...propertyValues] },
  };
}

/** Holds for incidents of any of the analytics rules. @param ruleIds ARM ids */
export const relatedRules = (ruleIds: readonly string[]) =>
  incidentProperty("IncidentRelatedAnalyticRuleIds", "Contains", ruleIds);

/** Holds for updates that added something of a kind to an incident. */
export const wasAdded = (arrayType: "Alerts" | "Comments") => ({
  conditionType: "PropertyArrayChanged",
  conditionProperties: { arrayType, changeType: "Added" },
});

/** An automation rule as the API takes it (`properties` of `Microsoft.SecurityInsights/automationRules`). */
export interface AutomationRule {
  readonly displayName?: string;
  readonly order?: number;
  readonly triggeringLogic?: { readonly conditions?: readonly AutomationCondition[] };
  readonly actions?: readonly AutomationAction[];
}

/** A condition: on a property, or a group (`Boolean`) of others. */
export interface AutomationCondition {
  readonly conditionType?: string;
  readonly conditionProperties?: {
    readonly innerConditions?: readonly AutomationCondition[];
    readonly [property: string]: unknown;
  };
}

/** What an automation rule does. */
export interface AutomationAction {
  readonly actionType?: string;
  readonly actionConfiguration?: { readonly description?: unknown };
}

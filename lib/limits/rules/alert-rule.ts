/**
 * An analytics rule as the API takes it (`properties` of `Microsoft.SecurityInsights/alertRules`), as far as limits go.
 * Everything may be missing: what must be there is for others to say.
 */
export interface AlertRule {
  readonly kind: "Scheduled" | "NRT";
  readonly displayName?: string;
  readonly description?: string;
  readonly query?: string;
  /** `T####`, as the API takes them */
  readonly techniques?: readonly string[];
  readonly entityMappings?: readonly EntityMapping[];
  /** columns by the detail's name */
  readonly customDetails?: Readonly<Record<string, string>>;
  readonly alertDetailsOverride?: AlertDetailsOverride;
}

/** An entity, and the columns that identify it. */
export interface EntityMapping {
  readonly entityType: string;
  readonly fieldMappings: readonly { readonly identifier: string; readonly columnName: string }[];
}

/** What an alert takes from its row. */
export interface AlertDetailsOverride {
  /** text with `{{column}}` */
  readonly alertDisplayNameFormat?: string;
  /** text with `{{column}}` */
  readonly alertDescriptionFormat?: string;
  readonly alertDynamicProperties?: readonly { readonly alertProperty: string; readonly value: string }[];
}

/** A data collection rule as the API takes it (`properties` of `Microsoft.Insights/dataCollectionRules`), with its kind. */
export interface DataCollectionRule {
  readonly kind?: string;
  /** columns by the stream's name */
  readonly streamDeclarations?: Readonly<
    Record<string, { readonly columns?: readonly { readonly name: string; readonly type: string }[] }>
  >;
  readonly destinations?: { readonly logAnalytics?: readonly unknown[] };
  readonly dataFlows?: readonly DataFlow[];
}

/** Rows of streams on their way to a table. */
export interface DataFlow {
  readonly streams?: readonly string[];
  readonly transformKql?: string;
  readonly outputStream?: string;
}

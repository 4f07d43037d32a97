/** A custom table as the API takes it, with its name (`properties` of `Microsoft.OperationalInsights/workspaces/tables`). */
export interface Table {
  readonly name: string;
  readonly plan?: string;
  readonly retentionInDays?: number;
  readonly totalRetentionInDays?: number;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
}

/** What Azure counts, by the names that its price list has for it. */
export interface Meter {
  readonly service: string;
  readonly meter: string;
}

/** Pay-as-you-go meters of a workspace with Sentinel on it: their prices of ingestion include that of Log Analytics. */
export const meters = {
  analytics: { service: "Sentinel", meter: "Pay-as-you-go Analysis" },
  basic: { service: "Sentinel", meter: "Basic Logs Analysis" },
  lake: { service: "Sentinel", meter: "Data lake ingestion Data Processed" },
  retention: { service: "Log Analytics", meter: "Analytics Logs Data Retention" },
  lakeStorage: { service: "Sentinel", meter: "Data lake storage Data Stored" },
} as const satisfies Readonly<Record<string, Meter>>;

export type MeterName = keyof typeof meters;

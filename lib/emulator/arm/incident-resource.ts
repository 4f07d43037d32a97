import type { IncidentChange } from "../automation/change";

/** An incident as Azure Resource Manager shows it. */
export interface IncidentResource {
  readonly id: string;
  readonly name: string;
  readonly etag: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A change that somebody made to an incident in Sentinel. */
export interface IncidentWrite {
  /** name of the ARM resource */
  readonly name: string;
  readonly at: Date;
  readonly changes: readonly IncidentChange[];
  /** as they are now */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What somebody says to a card. */
export interface CardAnswer {
  /** milliseconds after the card was posted */
  readonly after: number;
  readonly authorObjectId: string;
  readonly said: string;
}

import { choose } from "./expression";

const ofTrigger = "triggerBody()?['object']";

/** What the run knows of the incident that it works on: of the one that started it or, after a merge, of the one that holds its alerts. */
export const incidentNow = (property: keyof IncidentFacts): string => `variables('Incident')?['${property}']`;
/** Its ARM id; empty as long as there is none. */
export const incidentId = incidentNow("id");

/** A property of the incident that started the run, as it was then. */
export const incident = (property: string): string => `${ofTrigger}?['properties']?['${property}']`;

/** What is kept of an incident; the texts hold expressions. */
export interface IncidentFacts {
  readonly id: string;
  /** Sentinel's number */
  readonly number: string;
  /** Defender's number, or Sentinel's where there is none */
  readonly providerId: string;
  /** what people know it by */
  readonly name: string;
  readonly url: string;
}

/** What is kept of an incident as Azure Resource Manager or a trigger shows it. @param from an expression for it */
export function factsOf(from: string): IncidentFacts {
  const property = (name: string) => `${from}?['properties']?['${name}']`;
  const isDefender = `equals(coalesce(${property("providerName")}, ''), 'Microsoft XDR')`;
  const providerId = `string(coalesce(${choose([[isDefender, property("providerIncidentId")]], property("incidentNumber"))}, ''))`;
  return {
    id: `@{${from}?['id']}`,
    number: `@${property("incidentNumber")}`,
    providerId: `@{${providerId}}`,
    name: `@{concat(if(${isDefender}, 'Defender incident ', 'Microsoft Sentinel incident '), ${providerId})}`,
    url: `@{coalesce(${choose([[isDefender, `${property("additionalData")}?['providerIncidentUrl']`]], property("incidentUrl"))}, '')}`,
  };
}

/** Of the incident that started the run. */
export const startingIncident = factsOf(ofTrigger);
/** Of a run that an alert started. */
export const noIncident: IncidentFacts = { id: "", number: "@null", providerId: "", name: "", url: "" };

import { armErrors } from "../errors";
import type { IncidentComment } from "../people";
import { type ArmContext, type ArmReply, type ArmRoute, isRecord } from "../route";
import { insights, versions } from "./insights";

const incident = `${insights}/incidents/{incident}`;
const usualPage = 50;
const mostOnPage = 1000;

/** Properties of an incident that a PUT replaces: https://learn.microsoft.com/rest/api/securityinsights/incidents/create-or-update */
const replaced = [
  "title",
  "description",
  "severity",
  "status",
  "classification",
  "classificationReason",
  "classificationComment",
  "labels",
  "owner",
  "firstActivityTimeUtc",
  "lastActivityTimeUtc",
];
/** What the body may repeat, but the server alone says. */
const readOnly = [
  "additionalData",
  "createdTimeUtc",
  "incidentNumber",
  "incidentUrl",
  "lastModifiedTimeUtc",
  "providerIncidentId",
  "providerName",
  "relatedAnalyticRuleIds",
];
const values: Readonly<Record<string, readonly string[]>> = {
  severity: ["High", "Medium", "Low", "Informational"],
  status: ["New", "Active", "Closed"],
  classification: ["Undetermined", "TruePositive", "BenignPositive", "FalsePositive"],
};

/** Incidents and their comments: https://learn.microsoft.com/rest/api/securityinsights/incidents */
export const sentinelRoutes: readonly ArmRoute[] = [
  {
    method: "GET",
    resource: incident,
    versions,
    action: "Microsoft.SecurityInsights/incidents/read",
    answer: ({ state, parameters }) => ({ status: 200, body: state.incidents.get(parameters.incident!) }),
  },
  {
    method: "PUT",
    resource: incident,
    versions,
    action: "Microsoft.SecurityInsights/incidents/write",
    answer: ({ state, parameters, request, resource, now }) => {
      const { properties, etag } = bodyOf(request.body);
      const name = parameters.incident!;
      if (state.incidents.has(name)) {
        const body = state.incidents.update(name, wholeIncident(properties), now, etag);
        return { status: 200, body };
      }
      // One that is made here never reaches the Defender portal.
      const whole = {
        ...wholeIncident(properties),
        createdTimeUtc: now.toISOString(),
        alerts: [],
        relatedEntities: [],
      };
      state.incidents.open({ id: resource, name, properties: whole }, now);
      return { status: 201, body: state.incidents.get(name) };
    },
  },
  ...["alerts", "entities"].map(
    (list): ArmRoute => ({
      method: "POST",
      resource: incident,
      below: list,
      versions,
      action: "Microsoft.SecurityInsights/incidents/read",
      answer: ({ state, parameters }) => {
        const { properties } = state.incidents.get(parameters.incident!);
        return {
          status: 200,
          body: list === "alerts" ? { value: properties.alerts ?? [] } : { entities: properties.relatedEntities ?? [] },
        };
      },
    }),
  ),
  ...(["PUT", "DELETE"] as const).map(
    (method): ArmRoute => ({
      method,
      resource: `${incident}/relations/{relation}`,
      versions,
      action: "Microsoft.SecurityInsights/incidents/relations/write",
      answer: ({ state, parameters }) => {
        state.incidents.get(parameters.incident!);
        throw armErrors.badRequest("Alerts of incidents are added and removed in the Defender portal.");
      },
    }),
  ),
  {
    method: "GET",
    resource: incident,
    below: "comments",
    versions,
    action: "Microsoft.SecurityInsights/incidents/comments/read",
    query: ["$top", "$skipToken"],
    answer: (context) => {
      const { state, parameters, now } = context;
      return page(context, state.incidents.comments(parameters.incident!, now).toReversed().map(commentResource));
    },
  },
  {
    method: "GET",
    resource: `${incident}/comments/{comment}`,
    versions,
    action: "Microsoft.SecurityInsights/incidents/comments/read",
    answer: ({ state, parameters, now }) => {
      const all = state.incidents.comments(parameters.incident!, now);
      const found = all.find(({ name }) => name.toLowerCase() === parameters.comment!.toLowerCase());
      if (!found) throw armErrors.missing(`Comment '${parameters.comment}'`);
      return { status: 200, body: commentResource(found) };
    },
  },
  {
    method: "PUT",
    resource: `${incident}/comments/{comment}`,
    versions,
    action: "Microsoft.SecurityInsights/incidents/comments/write",
    answer: ({ state, parameters, request, principalId, now }) => {
      // An author in the body is ignored: who calls is who wrote it.
      const { message } = bodyOf(request.body).properties;
      if (typeof message !== "string") throw armErrors.badRequest('The body needs "properties": {"message": …}.');
      const { incident: name, comment: commentName } = parameters;
      const { comment, created } = state.incidents.comment(name!, message, principalId, now, commentName);
      return { status: created ? 201 : 200, body: commentResource(comment) };
    },
  },
];

/** A comment as Azure Resource Manager shows it. */
export function commentResource({ id, name, message, createdTime, lastModifiedTime, author }: IncidentComment) {
  return {
    id,
    name,
    type: "Microsoft.SecurityInsights/Incidents/Comments",
    properties: { message, createdTimeUtc: createdTime, lastModifiedTimeUtc: lastModifiedTime, author },
  };
}

/**
 * Checks what an incident is changed to.
 * @throws ArmError 400
 */
export function checkIncident(properties: Readonly<Record<string, unknown>>): void {
  for (const [name, known] of Object.entries(values)) {
    const value = properties[name];
    if (value !== undefined && value !== null && !known.includes(String(value)))
      throw armErrors.badRequest(`The incident's ${name} cannot be '${value}'. It takes ${known.join(", ")}.`);
  }
  if (properties.status === "Closed" && !properties.classification)
    throw armErrors.badRequest("An incident that is closed needs a classification.");
}

/** The properties a PUT sets; those it leaves out are emptied, as a PUT does. */
function wholeIncident(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const odd = Object.keys(properties).find((name) => !replaced.includes(name) && !readOnly.includes(name));
  if (odd) throw armErrors.badRequest(`The incident has no property '${odd}'.`);
  for (const name of ["title", "severity", "status"])
    if (!properties[name]) throw armErrors.badRequest(`The incident's ${name} is required.`);
  checkIncident(properties);
  const empty: Readonly<Record<string, unknown>> = { description: "", labels: [], owner: noOwner };
  return Object.fromEntries(
    replaced
      .filter((name) => !/^(first|last)Activity/.test(name) || properties[name] !== undefined)
      .map((name) => [name, properties[name] ?? empty[name]]),
  );
}

const noOwner = { objectId: null, email: null, assignedTo: null, userPrincipalName: null };

function bodyOf(body: unknown): { properties: Readonly<Record<string, unknown>>; etag?: unknown } {
  if (!isRecord(body) || !isRecord(body.properties))
    throw armErrors.badRequest('A JSON object with "properties" is expected as the request\'s body.');
  return { properties: body.properties, ...(body.etag === undefined ? {} : { etag: body.etag }) };
}

function page({ request, endpoint }: ArmContext, all: readonly unknown[]): ArmReply {
  const number = (name: string, usual: number) => {
    const text = request.query.get(name);
    if (text === null) return usual;
    if (!/^\d{1,6}$/.test(text)) throw armErrors.badRequest(`${name} '${text}' is no number.`);
    return Number(text);
  };
  const size = number("$top", usualPage);
  if (size < 1 || size > mostOnPage) throw armErrors.badRequest(`$top takes 1 to ${mostOnPage}.`);
  const start = number("$skipToken", 0);
  const next = new URLSearchParams(request.query);
  next.set("$skipToken", String(start + size));
  const nextLink = start + size < all.length ? { nextLink: `${endpoint}${request.path}?${next}` } : {};
  return { status: 200, body: { value: all.slice(start, start + size), ...nextLink } };
}

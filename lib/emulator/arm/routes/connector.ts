import { armErrors } from "../errors";
import type { IncidentResource } from "../incident-resource";
import { type ArmContext, type ArmRoute, isRecord } from "../route";
import type { ArmState } from "../state";
import { checkIncident, commentResource } from "./sentinel";

/** What the connector's requests are addressed to. */
export const connectorPath = "/connections/azuresentinel";

/** Changes that `PUT /Incidents` takes: https://learn.microsoft.com/connectors/azuresentinel/#update-incident */
const changes = [
  "incidentArmId",
  "tagsToAdd",
  "tagsToRemove",
  "status",
  "severity",
  "title",
  "description",
  "classification",
];

/** A request to the connector, and what its connection's identity must be allowed to do. */
export interface ConnectorRoute extends ArmRoute {
  readonly needs: string;
  /** ARM id of the incident it concerns. @default - the body names it */
  readonly concerns?: (state: ArmState, parameters: Readonly<Record<string, string>>) => string;
}

/**
 * The Microsoft Sentinel connector, as a workflow's connection calls it; the connection's managed identity is the caller,
 * and needs the same permissions as if it called Azure Resource Manager.
 * https://learn.microsoft.com/connectors/azuresentinel/
 */
export const connectorRoutes: readonly ConnectorRoute[] = [
  {
    // Alert - Get incident
    method: "GET",
    resource: connectorPath,
    below: "Incidents/subscriptions/{subscription}/resourceGroups/{group}/workspaces/{workspace}/alerts/{alert}",
    versions: [],
    needs: "Microsoft.SecurityInsights/incidents/read",
    concerns: (state, parameters) => holding(state, parameters).id,
    answer: ({ state, parameters }) => ({ status: 200, body: holding(state, parameters) }),
  },
  {
    method: "POST",
    resource: connectorPath,
    below: "Incidents/Comment",
    versions: [],
    needs: "Microsoft.SecurityInsights/incidents/comments/write",
    answer: ({ state, request, principalId, now }) => {
      const { incidentArmId, message, ...rest } = fields(request.body);
      refuse(rest);
      const { comment } = state.incidents.comment(
        incidentName(incidentArmId),
        text(message, "message"),
        principalId,
        now,
      );
      return { status: 200, body: commentResource(comment) };
    },
  },
  {
    method: "PUT",
    resource: connectorPath,
    below: "Incidents",
    versions: [],
    needs: "Microsoft.SecurityInsights/incidents/write",
    answer: (context) => {
      const body = fields(context.request.body);
      const odd = Object.keys(body).find((name) => !changes.includes(name));
      if (odd) refuse({ [odd]: body[odd] });
      const name = incidentName(body.incidentArmId);
      const properties = changedProperties(context, name, body);
      return { status: 200, body: context.state.incidents.update(name, properties, context.now) };
    },
  },
];

/** The incident that a request to the connector concerns. @throws ArmError 400 */
export function incidentOf(body: unknown): string {
  return text(fields(body).incidentArmId, "incidentArmId");
}

function holding({ incidents }: ArmState, { alert }: Readonly<Record<string, string>>): IncidentResource {
  const found = incidents.holding(alert!);
  if (!found) throw armErrors.missing(`Incident of alert '${alert}'`);
  return found;
}

function changedProperties({ state }: ArmContext, name: string, body: Readonly<Record<string, unknown>>) {
  const present = state.incidents.get(name).properties;
  const properties: Record<string, unknown> = {};
  for (const key of ["status", "severity", "title", "description"])
    if (body[key] !== undefined) properties[key] = body[key];
  if (body.classification !== undefined) Object.assign(properties, classified(body.classification));
  checkIncident({ ...present, ...properties });
  if (body.tagsToAdd !== undefined || body.tagsToRemove !== undefined) {
    const added = tags(body.tagsToAdd, "TagsToAdd");
    const removed = tags(body.tagsToRemove, "TagsToRemove");
    const labels = (present.labels ?? []) as readonly { readonly labelName: string }[];
    const kept = labels.map(({ labelName }) => labelName).filter((label) => !removed.includes(label));
    properties.labels = [...new Set([...kept, ...added])].map((labelName) => ({ labelName, labelType: "User" }));
  }
  return properties;
}

/** `FalsePositive - IncorrectAlertLogic` and a comment, as the connector takes them. */
function classified(given: unknown): Record<string, unknown> {
  const value = isRecord(given) ? given.ClassificationAndReason : undefined;
  const [, classification, reason] = /^(\w+)(?: - (\w+))?$/.exec(String(value)) ?? [];
  if (!isRecord(given) || !classification)
    throw armErrors.badRequest(
      '"classification" takes {"ClassificationAndReason": "FalsePositive - IncorrectAlertLogic"}.',
    );
  return {
    classification,
    ...(reason ? { classificationReason: reason } : {}),
    ...(given.ClassificationReasonText ? { classificationComment: given.ClassificationReasonText } : {}),
  };
}

function tags(given: unknown, key: string): string[] {
  if (given === undefined) return [];
  const list = isRecord(given) ? given[key] : undefined;
  const names = Array.isArray(list) ? list.map((one: unknown) => (isRecord(one) ? one.Tag : undefined)) : [undefined];
  if (!names.every((name) => typeof name === "string" && name !== ""))
    throw armErrors.badRequest(`Tags are given as {"${key}": [{"Tag": "…"}]}.`);
  return names as string[];
}

function incidentName(armId: unknown): string {
  const id = text(armId, "incidentArmId");
  const name = /\/providers\/Microsoft\.SecurityInsights\/incidents\/([^/]+)$/i.exec(id)?.[1];
  if (!name) throw armErrors.badRequest(`"${id}" is no ARM id of an incident.`);
  return name;
}

function fields(body: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(body)) throw armErrors.badRequest("A JSON object is expected as the request's body.");
  return body;
}

function text(value: unknown, name: string): string {
  if (typeof value !== "string" || value === "") throw armErrors.badRequest(`The body needs "${name}".`);
  return value;
}

function refuse(rest: Readonly<Record<string, unknown>>): void {
  const [odd] = Object.keys(rest);
  if (odd) throw armErrors.badRequest(`The body's "${odd}" is not known here.`);
}
